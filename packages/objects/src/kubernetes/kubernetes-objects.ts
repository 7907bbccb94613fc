import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { itemsAt } from '@backlint/source/node-values';
import { type KubernetesObject, kubernetesObjectFrom } from './kubernetes-object.ts';

/** The objects that a document or resource declares: itself, or the items of a `List`. */
export function kubernetesObjectsOf(root: Node): readonly KubernetesObject[] {
  return objectMappingsOf(root).flatMap((mapping) => kubernetesObjectFrom(mapping) ?? []);
}

/**
 * The mappings that would be objects: the root, or the items of a list. As in apimachinery, an item of a typed list
 * (`ClusterList`) that does not say what it is takes kind and version from the list, and lists do not nest.
 */
export function objectMappingsOf(root: Node): readonly MappingNode[] {
  if (root.kind !== 'mapping') return [];
  const kind = root.entries.get('kind');
  const apiVersion = root.entries.get('apiVersion');
  const listKind = kind?.value.kind === 'scalar' ? String(kind.value.value) : '';
  const isList = listKind.endsWith('List') && root.entries.get('items')?.value.kind === 'sequence';
  if (!kind || !apiVersion || !isList) return [root];
  const itemKind: Entry = {
    key: kind.key,
    value: { kind: 'scalar', value: listKind.slice(0, -'List'.length), origin: kind.value.origin },
  };
  return itemsAt(root, 'items').flatMap((item) => {
    if (item.kind !== 'mapping') return [];
    if (listKind === 'List' || item.entries.has('kind')) return [item];
    return [{ ...item, entries: new Map([['apiVersion', apiVersion], ['kind', itemKind], ...item.entries]) }];
  });
}
