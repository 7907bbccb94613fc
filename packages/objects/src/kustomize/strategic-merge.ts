import type { Entry, MappingNode, Node, SequenceNode } from '@backlint/source/node';
import { originOver } from './edit-node.ts';
import { builtInMergeKeys, type MergeKeys } from './merge-keys.ts';

/**
 * A strategic merge as kustomize does it (kyaml merge2): mappings are merged, `null` deletes, `$patch` replaces or
 * deletes. Lists of built-in kinds with a merge key are merged item by item, those of the patch first; lists of custom resources
 * are replaced as a whole, unless a schema of their own names a key. Undefined where the patch deletes the object.
 */
export function strategicMerge(
  base: MappingNode,
  patch: MappingNode,
  mergeKeys: MergeKeys = builtInMergeKeys,
): MappingNode | undefined {
  const merged = mergeMapping(base, patch, { keysAt: (path) => mergeKeys(base, path), path: [] });
  return merged?.kind === 'mapping' ? merged : undefined;
}

interface Place {
  readonly keysAt: (path: readonly string[]) => readonly string[];
  readonly path: readonly string[];
}

function mergeNode(base: Node | undefined, patch: Node, place: Place): Node | undefined {
  if (patch.kind === 'scalar' && patch.value === null) return undefined;
  if (patch.kind === 'mapping') {
    if (base?.kind === 'mapping') return mergeMapping(base, patch, place);
    return directiveOf(patch) === 'delete' ? undefined : withoutDirectives(over(patch, base));
  }
  if (patch.kind === 'sequence' && base?.kind === 'sequence') return mergeSequence(base, patch, place);
  if (patch.kind === 'sequence') return withoutDirectives(over(patch, base));
  return over(patch, base);
}

function mergeMapping(base: MappingNode, patch: MappingNode, place: Place): Node | undefined {
  const directive = directiveOf(patch);
  if (directive === 'delete') return undefined;
  if (directive === 'replace') return withoutDirectives(over(patch, base));
  const entries = new Map<string, Entry>(base.entries);
  for (const [key, entry] of patch.entries) {
    if (key === '$patch' || key === '$retainKeys' || key.startsWith('$setElementOrder/')) continue;
    if (key.startsWith('$deleteFromPrimitiveList/')) {
      deleteFromList(entries, key.slice('$deleteFromPrimitiveList/'.length), entry.value);
      continue;
    }
    const old = base.entries.get(key);
    const value = mergeNode(old?.value, entry.value, { ...place, path: [...place.path, key] });
    if (value === undefined) entries.delete(key);
    else entries.set(key, { key: old?.value.kind === 'mapping' ? old.key : entry.key, value });
  }
  return { ...base, entries };
}

function mergeSequence(base: SequenceNode, patch: SequenceNode, place: Place): Node {
  const keys = place.keysAt(place.path);
  const directive = patch.items
    .map((item) => (item.kind === 'mapping' && item.entries.size === 1 ? directiveOf(item) : undefined))
    .find((one) => one);
  if (directive === 'replace') {
    return withoutDirectives({
      ...patch,
      items: patch.items.filter((item) => directiveOf(item) === undefined),
      origin: originOver(patch.origin, base),
    });
  }
  const key = keys.find((candidate) =>
    [...base.items, ...patch.items].every(
      (item) => keyOf(item, candidate) !== undefined || directiveOf(item) !== undefined,
    ),
  );
  if (key === undefined) return withoutDirectives(over(patch, base));
  const rest = new Map<string, Node>(base.items.map((item) => [keyOf(item, key) ?? '', item]));
  const patched: Node[] = [];
  for (const item of patch.items) {
    const id = keyOf(item, key) ?? '';
    const merged = mergeNode(rest.get(id), item, place);
    rest.delete(id);
    if (merged !== undefined) patched.push(merged);
  }
  return { ...base, items: [...patched, ...rest.values()] };
}

function deleteFromList(entries: Map<string, Entry>, key: string, items: Node): void {
  const old = entries.get(key);
  if (old?.value.kind !== 'sequence' || items.kind !== 'sequence') return;
  const gone = new Set(items.items.map((item) => (item.kind === 'scalar' ? item.value : undefined)));
  const kept = old.value.items.filter((item) => item.kind !== 'scalar' || !gone.has(item.value));
  entries.set(key, { ...old, value: { ...old.value, items: kept } });
}

function over<T extends Node>(patch: T, base: Node | undefined): T {
  return base ? { ...patch, origin: originOver(patch.origin, base) } : patch;
}

function directiveOf(node: Node): string | undefined {
  const directive = node.kind === 'mapping' ? node.entries.get('$patch')?.value : undefined;
  return directive?.kind === 'scalar' && typeof directive.value === 'string' ? directive.value : undefined;
}

/** What a patch leaves behind where there was nothing to merge with: itself, without deletions and directives. */
function withoutDirectives(node: Node): Node {
  if (node.kind === 'sequence') {
    return { ...node, items: node.items.filter((item) => directiveOf(item) !== 'delete').map(withoutDirectives) };
  }
  if (node.kind !== 'mapping') return node;
  const entries = new Map<string, Entry>();
  for (const [key, entry] of node.entries) {
    if (key.startsWith('$') || (entry.value.kind === 'scalar' && entry.value.value === null)) continue;
    if (directiveOf(entry.value) === 'delete') continue;
    entries.set(key, { ...entry, value: withoutDirectives(entry.value) });
  }
  return { ...node, entries };
}

function keyOf(item: Node, key: string): string | undefined {
  const value = item.kind === 'mapping' ? item.entries.get(key)?.value : undefined;
  return value?.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}
