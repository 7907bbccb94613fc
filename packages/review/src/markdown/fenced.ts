/** Code as a Markdown block that it cannot end, whatever is in it. */
export function fenced(language: string, code: string): string {
  const fence = '`'.repeat(Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length)) + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}
