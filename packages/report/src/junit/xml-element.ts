import { visibleText } from '../visible-text.ts';

/** An XML element on lines of its own; `content` is XML already, unlike the attributes, which may come from files. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`);
  const start = `<${name}${written.join('')}`;
  if (content.length === 0) return `${start}/>`;
  const inner = content.join('\n').replace(/^/gm, '  ');
  return `${start}>\n${inner}\n</${name}>`;
}

/** Text that came from files, for an attribute or between tags. Characters that XML cannot hold are made visible. */
export function xmlText(text: string): string {
  return visibleText(text, 2_000)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
