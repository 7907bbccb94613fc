import type { Entry, MappingNode, Node } from '@backlint/source/node';

/** The values that one element of an ApplicationSet generator offers to the template, by dotted path. */
export type Parameters = ReadonlyMap<string, string>;

const expression = /\{\{-?\s*(?<inside>[\s\S]*?)\s*-?\}\}/g;

/**
 * Fills an ApplicationSet template with one set of parameters: `{{name}}`, `{{ .name }}`, `{{path[1]}}`,
 * `{{index .path.segments 1}}`. A scalar with any other expression is unknown and says so.
 */
export function fillTemplate(node: Node, parameters: Parameters): Node {
  if (node.kind === 'scalar') return typeof node.value === 'string' ? fillText(node.value, node, parameters) : node;
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => fillTemplate(item, parameters)) };
  if (node.kind === 'unknown') return node;
  return fillMapping(node, parameters);
}

function fillMapping(node: MappingNode, parameters: Parameters): MappingNode {
  const entries = new Map<string, Entry>();
  for (const [key, { key: origin, value }] of node.entries) {
    entries.set(key, { key: origin, value: fillTemplate(value, parameters) });
  }
  return { ...node, entries };
}

function fillText(text: string, node: Node, parameters: Parameters): Node {
  if (!text.includes('{{')) return node;
  let result = '';
  let last = 0;
  for (const match of text.matchAll(expression)) {
    result += text.slice(last, match.index);
    last = match.index + match[0].length;
    const inside = match.groups?.inside ?? '';
    const value = parameters.get(parameterName(inside));
    if (value === undefined) {
      const why = `the generator's {{ ${inside.slice(0, 60)} }} is not known`;
      return { kind: 'unknown', why, origin: node.origin, ...(result === '' ? {} : { prefix: result }) };
    }
    result += value;
  }
  return { kind: 'scalar', value: result + text.slice(last), origin: node.origin };
}

/** The spelling under which generators store a parameter: `path`, `path.basename`, `path[1]`. */
function parameterName(inside: string): string {
  const indexed = /^index\s+\.path\.segments\s+(\d+)$/.exec(inside);
  if (indexed) return `path[${indexed[1]}]`;
  const dotted = inside.replace(/^\./, '');
  return dotted === 'path.path' ? 'path' : dotted;
}
