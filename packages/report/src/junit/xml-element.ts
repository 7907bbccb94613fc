import { xmlText } from '../xml-text.ts';

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
