import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { originAt, stringAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import { type Tenancy, tenantIn } from '../../tenancy.ts';

/** Whose a database is; absent where nobody said how one sees it, or where this one does not show it. */
export function readTenant(
  { root, namespace }: KubernetesObject,
  { label, namespace: pattern }: Tenancy,
): Value<string> {
  const absent: Value<string> = { kind: 'absent', origin: originAt(root, ['metadata']) };
  const fields = label === undefined ? [] : ['labels', 'annotations'];
  const named = fields
    .map((field) => stringAt(root, 'metadata', field, label ?? ''))
    .find(({ kind }) => kind !== 'absent');
  if (named || pattern === undefined) return named ?? absent;
  if (namespace.kind !== 'written') return namespace;
  const tenant = tenantIn(namespace.value, pattern);
  return tenant === undefined ? absent : { ...namespace, value: tenant };
}
