import type { Entry, MappingNode } from '@backlint/source/node';

/**
 * The arguments of a resource with its blocks as lists, as native syntax has them: JSON may write a single block as an
 * object, and tells blocks from arguments in nothing else.
 */
export function withBlockLists(type: string, body: MappingNode): MappingNode {
  const names = type === 'helm_release' ? helmBlocks : /^kubernetes_(?!manifest$)/.test(type) ? kubernetesBlocks : [];
  const entries = new Map<string, Entry>(body.entries);
  for (const name of names) {
    const entry = entries.get(name);
    if (entry?.value.kind !== 'mapping' && entry?.value.kind !== 'sequence') continue;
    const items = entry.value.kind === 'mapping' ? [entry.value] : entry.value.items;
    entries.set(name, { key: entry.key, value: { kind: 'sequence', items, origin: entry.key } });
  }
  return { ...body, entries };
}

const kubernetesBlocks = ['metadata', 'spec'];
const helmBlocks = ['set', 'set_list', 'set_sensitive'];
