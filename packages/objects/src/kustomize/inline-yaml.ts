import type { Entry, Node, ScalarNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { SourceFile } from '@backlint/source/source-file';
import { readYaml } from '../yaml/read-yaml.ts';

/**
 * The YAML documents inside a text that stands in another YAML file, such as an inline patch. Every value points at its
 * own line of that file where the text is a block; elsewhere at the text as a whole. Undefined where it is not YAML.
 */
export function readInlineYaml(node: ScalarNode): readonly Node[] | undefined {
  if (!remembered.has(node)) remembered.set(node, read(node));
  return remembered.get(node);
}

/** A component's patches are the same text for each of the many that use it. */
const remembered = new WeakMap<ScalarNode, readonly Node[] | undefined>();

function read({ value, origin }: ScalarNode): readonly Node[] | undefined {
  if (typeof value !== 'string') return undefined;
  const { range } = origin;
  const isBlock = /^[|>]/.test(range.file.text.slice(range.start, range.start + 1));
  const text = isBlock && range.file.text[range.start] === '|' ? masked(range.file, range.start, range.end) : value;
  const { result, diagnostics } = readYaml({ path: range.file.path, text });
  if (diagnostics.length > 0) return undefined;
  const place = (old: Origin): Origin =>
    text === value ? origin : { range: { file: range.file, start: old.range.start, end: old.range.end } };
  return result.map(({ root }) => relocate(root, place));
}

/** The file with everything but the lines of a block made blank, so that what is read keeps its places. */
function masked({ text }: SourceFile, start: number, end: number): string {
  const from = text.indexOf('\n', start) + 1;
  const blank = (part: string) => part.replace(/[^\r\n]/g, ' ');
  return blank(text.slice(0, from)) + text.slice(from, end) + blank(text.slice(end));
}

function relocate(node: Node, place: (origin: Origin) => Origin): Node {
  const origin = place(node.origin);
  if (node.kind === 'sequence') return { ...node, origin, items: node.items.map((item) => relocate(item, place)) };
  if (node.kind !== 'mapping') return { ...node, origin };
  const entries = new Map<string, Entry>();
  for (const [key, entry] of node.entries) {
    entries.set(key, { key: place(entry.key), value: relocate(entry.value, place) });
  }
  return { ...node, origin, entries };
}
