/** What a pull request's body says, without comments of its template. */
export function writtenText(body: string): string {
  return body.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
}

/** The text below each heading, by the heading's own text in lower case; headings in code blocks are none. */
export function sectionsOf(body: string): ReadonlyMap<string, string> {
  const sections = new Map<string, string>();
  let heading: string | undefined;
  let isCode = false;
  for (const line of writtenText(body).split(/\r?\n/)) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) isCode = !isCode;
    const found = isCode ? undefined : /^ {0,3}#{1,6}[ \t]+(?<text>.*?)[ \t#:]*$/.exec(line)?.groups?.text;
    if (found !== undefined) {
      heading = found.toLowerCase();
      sections.set(heading, sections.get(heading) ?? '');
    } else if (heading !== undefined) sections.set(heading, `${sections.get(heading) ?? ''}${line}\n`);
  }
  return sections;
}
