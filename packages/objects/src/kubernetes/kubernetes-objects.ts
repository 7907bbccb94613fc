import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { itemsAt } from '@backlint/source/node-values';
import { type KubernetesObject, kubernetesObjectFrom } from './kubernetes-object.ts';

/**
 * The objects that a document or resource declares: itself, or the items of a `List`. As in apimachinery, an item of a
 * typed list (`ClusterList`) that does not say what it is takes kind and version from the list, and lists do not nest.
 */
export function kubernetesObjectsOf(root: Node): readonly KubernetesObject[] {
  if (root.kind !== 'mapping') return [];
  const object = kubernetesObjectFrom(root);
  if (!object) return [];
  if (!object.kind.endsWith('List') || root.entries.get('items')?.value.kind !== 'sequence') return [object];
  return itemsAt(root, 'items').flatMap((item) => {
    if (item.kind !== 'mapping') return [];
    return kubernetesObjectFrom(typedBy(item, root, object)) ?? [];
  });
}

/** The item with the kind and version of its list, where it has no kind of its own. */
function typedBy(item: MappingNode, list: MappingNode, { kind }: KubernetesObject): MappingNode {
  const listKind = list.entries.get('kind');
  const apiVersion = list.entries.get('apiVersion');
  if (kind === 'List' || item.entries.has('kind') || !listKind || !apiVersion) return item;
  const itemKind: Entry = {
    key: listKind.key,
    value: { kind: 'scalar', value: kind.slice(0, -'List'.length), origin: listKind.value.origin },
  };
  return { ...item, entries: new Map([['apiVersion', apiVersion], ['kind', itemKind], ...item.entries]) };
}
