import { podSpec } from '@backlint/objects/kubernetes/cron-job-pod-spec';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Node } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import { isConfidentialName } from '../../confidential-name.ts';
import type { Part } from '../../part.ts';
import type { CredentialDemand } from './credential-references.ts';

/** The Secrets that the pods of a CronJob cannot start without: in variables, as a whole environment, or as files. */
export function readJobCredentials({ root, namespace }: KubernetesObject, user: Part): readonly CredentialDemand[] {
  const containers = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')];
  const demands = [
    ...containers.flatMap((container) => [
      ...itemsAt(container, 'env').flatMap((variable) => {
        const field = known(stringAt(variable, 'name')) ?? 'a variable';
        const key = stringAt(variable, 'valueFrom', 'secretKeyRef', 'key');
        return demand(variable, ['valueFrom', 'secretKeyRef'], 'name', { field, key });
      }),
      ...itemsAt(container, 'envFrom').flatMap((source) =>
        demand(source, ['secretRef'], 'name', { field: 'its environment' }),
      ),
    ]),
    ...itemsAt(root, ...podSpec, 'volumes').flatMap((volume) => {
      const field = `the volume ${known(stringAt(volume, 'name')) ?? ''}`.trim();
      const items = itemsAt(volume, 'secret', 'items');
      if (items.length === 0) return demand(volume, ['secret'], 'secretName', { field });
      return items.flatMap((item) => demand(volume, ['secret'], 'secretName', { field, key: stringAt(item, 'key') }));
    }),
  ];
  return demands.map((one) => ({ ...one, user, userKind: 'job', namespace }));
}

function demand(
  node: Node,
  path: readonly string[],
  nameField: string,
  { field, key }: { readonly field: string; readonly key?: Value<string> },
): readonly Omit<CredentialDemand, 'user' | 'userKind' | 'namespace'>[] {
  if (!isWritten(node, ...path, nameField)) return [];
  const optional = booleanAt(node, ...path, 'optional');
  // With `optional` the pod starts all the same.
  if (optional.kind === 'unknown' || known(optional) === true) return [];
  const origin = originAt(node, path);
  const secretName = stringAt(node, ...path, nameField);
  // Of a Secret that is taken as a whole, the names of its keys tell.
  const isConfidential = key === undefined || isConfidentialName(field) || isConfidentialName(known(key) ?? '');
  return [{ field, isConfidential, secretName, key: key ?? { kind: 'absent', origin }, origin }];
}
