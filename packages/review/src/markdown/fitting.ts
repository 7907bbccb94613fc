/** A heading with a list below it. */
export interface Section {
  readonly heading: string;
  readonly intro?: string;
  readonly items: readonly string[];
  /** What stands there where the list is empty. */
  readonly none?: string;
}

/**
 * Title, sections and verdict as one Markdown text of at most so many bytes. What does not fit is cut from the ends of the
 * longest lists and counted there; title, headings and verdict always stay.
 */
export function fitting(title: string, sections: readonly Section[], verdict: string, mostBytes: number): string {
  const kept = sections.map(({ items }) => items.length);
  let text = composed(title, sections, kept, verdict);
  while (bytesOf(text) > mostBytes) {
    const sizes = sections.map(({ items }, index) => bytesOf(items.slice(0, kept[index]).join('\n')));
    const longest = sizes.indexOf(Math.max(...sizes));
    const count = kept[longest] ?? 0;
    if (count === 0) return text;
    kept[longest] = Math.floor(count * 0.8);
    text = composed(title, sections, kept, verdict);
  }
  return text;
}

function composed(title: string, sections: readonly Section[], kept: readonly number[], verdict: string): string {
  const blocks = sections.map((section, index) => sectionText(section, kept[index] ?? 0));
  return `${[title, ...blocks, verdict].join('\n\n')}\n`;
}

function sectionText({ heading, intro, items, none }: Section, kept: number): string {
  const left = items.length - kept;
  const list = [...items.slice(0, kept), ...(left > 0 ? [`\n${left} more did not fit here.`] : [])].join('\n');
  const body = list === '' ? none : list;
  return [`### ${heading}`, intro, body].filter((block) => block !== undefined && block !== '').join('\n\n');
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
