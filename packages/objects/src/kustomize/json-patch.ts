import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { isWritten, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { originOver } from './edit-node.ts';

/** What became of a JSON patch: the changed object, or why an operation cannot be carried out. */
export type Patched =
  | { readonly kind: 'patched'; readonly root: Node }
  | { readonly kind: 'failed'; readonly why: string; readonly at: Node };

/** Applies the operations of a JSON patch (RFC 6902), as kustomize does: `add` and `replace`, `remove`, `move`, `copy`, `test`. */
export function jsonPatch(root: Node, operations: readonly Node[]): Patched {
  let here = root;
  for (const operation of operations) {
    const changed = applyOne(here, operation);
    if (typeof changed === 'string') return { kind: 'failed', why: changed, at: operation };
    here = changed;
  }
  return { kind: 'patched', root: here };
}

function applyOne(root: Node, operation: Node): Node | string {
  const op = known(stringAt(operation, 'op'));
  const path = pointer(known(stringAt(operation, 'path')));
  if (path === undefined) return 'its path is not a JSON pointer';
  const value = nodeAt(operation, ['value']);
  if (op === 'add' || op === 'replace') {
    if (!value || (!isWritten(operation, 'value') && value.kind !== 'scalar')) return `${op} needs a value`;
    return put(root, path, value, op);
  }
  if (op === 'remove') return put(root, path, undefined, 'remove');
  if (op === 'test') return at(root, path) === undefined ? `nothing is at ${shown(path)}` : root;
  if (op !== 'move' && op !== 'copy') return `${op ?? 'an operation without op'} is no operation of a JSON patch`;
  const from = pointer(known(stringAt(operation, 'from')));
  const moved = from && at(root, from);
  if (!from || !moved) return 'nothing is where it would come from';
  const without = op === 'move' ? put(root, from, undefined, 'remove') : root;
  return typeof without === 'string' ? without : put(without, path, moved, 'add');
}

function put(
  node: Node,
  path: readonly string[],
  value: Node | undefined,
  op: 'add' | 'replace' | 'remove',
): Node | string {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? 'the whole object cannot be removed';
  if (node.kind === 'sequence') {
    const index = step === '-' ? node.items.length : Number(step);
    if (!Number.isInteger(index) || index < 0 || index > node.items.length) return `there is no item ${step}`;
    const old = node.items[index];
    if (rest.length > 0) {
      const inner = old ? put(old, rest, value, op) : `there is no item ${step}`;
      return typeof inner === 'string' ? inner : { ...node, items: node.items.with(index, inner) };
    }
    if (op === 'add' && value) return { ...node, items: node.items.toSpliced(index, 0, value) };
    if (!old) return `there is no item ${step}`;
    return { ...node, items: value ? node.items.with(index, over(value, old)) : node.items.toSpliced(index, 1) };
  }
  if (node.kind !== 'mapping') return `there is nothing at ${step}`;
  const old = node.entries.get(step);
  const entries = new Map<string, Entry>(node.entries);
  if (rest.length > 0) {
    const inner = put(old?.value ?? missing(node, op), rest, value, op);
    if (typeof inner === 'string') return inner;
    entries.set(step, { key: old?.key ?? inner.origin, value: inner });
    return { ...node, entries };
  }
  if (value === undefined) {
    if (!old) return `there is nothing at ${step}`;
    entries.delete(step);
  } else entries.set(step, { key: value.origin, value: over(value, old?.value) });
  return { ...node, entries };
}

/** Kustomize makes the mappings that an `add` needs on its way. */
function missing(parent: Node, op: string): Node {
  const { origin } = parent;
  if (op === 'add') return { kind: 'mapping', entries: new Map(), origin };
  return { kind: 'scalar', value: null, origin };
}

function over(value: Node, old: Node | undefined): Node {
  return old ? { ...value, origin: originOver(value.origin, old) } : value;
}

function at(root: Node, path: readonly string[]): Node | undefined {
  let here: Node | undefined = root;
  for (const step of path) {
    if (here?.kind === 'sequence') here = here.items[Number(step)];
    else here = here?.kind === 'mapping' ? here.entries.get(step)?.value : undefined;
  }
  return here;
}

/** The steps of a JSON pointer (RFC 6901). */
function pointer(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  if (text === '') return [];
  const steps = (text.startsWith('/') ? text.slice(1) : text).split('/');
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function shown(path: readonly string[]): string {
  return `/${path.join('/')}`;
}

/** Whether a node is a mapping: what a patched object has to stay. */
export function isMapping(node: Node): node is MappingNode {
  return node.kind === 'mapping';
}
