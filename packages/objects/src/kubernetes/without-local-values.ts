import type { Entry, Node } from '@backlint/source/node';
import { mappingAt } from '@backlint/source/node-values';
import { originChain } from '@backlint/source/origin';
import type { KubernetesObject } from './kubernetes-object.ts';

/**
 * The same Secret with every value unknown that comes from a file outside the repository, such as a `terraform.tfvars`
 * that git ignores: it lies on one disk only, and is none of the repository's secrets.
 */
export function withoutLocalValues(object: KubernetesObject, isLocal: (path: string) => boolean): KubernetesObject {
  const { root } = object;
  const entries = new Map(root.entries);
  for (const field of ['data', 'stringData']) {
    const written = root.entries.get(field);
    const values = mappingAt(root, field);
    if (!written || !values) continue;
    const kept = Array.from(values.entries, ([key, entry]): [string, Entry] => [
      key,
      { ...entry, value: withoutLocalValue(entry.value, isLocal) },
    ]);
    entries.set(field, { ...written, value: { ...values, entries: new Map(kept) } });
  }
  return { ...object, root: { ...root, entries } };
}

function withoutLocalValue(value: Node, isLocal: (path: string) => boolean): Node {
  const { origin } = value;
  const pieces = value.kind === 'scalar' ? (value.pieces ?? []) : [];
  const places = [origin, ...pieces.map((piece) => piece.origin)].flatMap(originChain);
  if (!places.some(({ file }) => isLocal(file.path))) return value;
  return { kind: 'unknown', why: 'git ignores the file that it comes from', origin };
}
