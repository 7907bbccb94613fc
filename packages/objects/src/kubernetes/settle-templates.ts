import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { templateIn } from '../yaml/template.ts';

/** Keys whose text is a program: a `${NAME}` there is the shell's and no template. */
const programKeys: ReadonlySet<string> = new Set(['command', 'args', 'data', 'binaryData', 'stringData', 'expr']);

/**
 * The same object with every text that something still has to fill in marked as unknown, so that no rule reads
 * `${SCHEDULE}` as a schedule. For objects that no renderer has filled in.
 */
export function settleTemplates(root: MappingNode): MappingNode {
  const done = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    const known = done.get(node);
    if (known) return known;
    const result = settle(node, visit);
    done.set(node, result);
    return result;
  };
  const settled = visit(root);
  return settled.kind === 'mapping' ? settled : root;
}

function settle(node: Node, visit: (node: Node) => Node): Node {
  if (node.kind === 'scalar') {
    const template = typeof node.value === 'string' ? templateIn(node.value) : undefined;
    if (!template) return node;
    const { prefix } = template;
    const why = 'it is a template that something else fills in';
    return { kind: 'unknown', why, origin: node.origin, ...(prefix === '' ? {} : { prefix }) };
  }
  if (node.kind === 'sequence') {
    const items = node.items.map(visit);
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind === 'unknown') return node;
  let changed = false;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of node.entries) {
    const value = programKeys.has(key) ? entry.value : visit(entry.value);
    changed ||= value !== entry.value;
    entries.set(key, value === entry.value ? entry : { ...entry, value });
  }
  return changed ? { ...node, entries } : node;
}
