import { type Entry, type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { kubernetesFields } from './kubernetes-blocks.ts';

/** The kinds that resources of the Kubernetes provider stand for, by the name of the resource without `kubernetes_` and `_v1`. */
const kinds: Readonly<Record<string, readonly [apiVersion: string, kind: string]>> = {
  cluster_role: ['rbac.authorization.k8s.io/v1', 'ClusterRole'],
  cluster_role_binding: ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding'],
  config_map: ['v1', 'ConfigMap'],
  cron_job: ['batch/v1', 'CronJob'],
  deployment: ['apps/v1', 'Deployment'],
  job: ['batch/v1', 'Job'],
  namespace: ['v1', 'Namespace'],
  persistent_volume_claim: ['v1', 'PersistentVolumeClaim'],
  pod: ['v1', 'Pod'],
  role: ['rbac.authorization.k8s.io/v1', 'Role'],
  role_binding: ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
  secret: ['v1', 'Secret'],
  service_account: ['v1', 'ServiceAccount'],
  stateful_set: ['apps/v1', 'StatefulSet'],
};

/** The object that a typed resource of the Kubernetes provider stands for; undefined for a type that is not read. */
export function readKubernetesResource(type: string, body: MappingNode, at: Origin): MappingNode | undefined {
  const name = /^kubernetes_(?<name>\w+?)(?:_v1)?$/.exec(type)?.groups?.name ?? '';
  const found = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  if (!found) return undefined;
  const [apiVersion, kind] = found;
  const entries = new Map<string, Entry>([
    ['apiVersion', { key: at, value: { kind: 'scalar', value: apiVersion, origin: at } }],
    ['kind', { key: at, value: { kind: 'scalar', value: kind, origin: at } }],
  ]);
  for (const field of ['metadata', 'spec']) {
    const block = nodeAt(body, [field, 0]);
    const written = body.entries.get(field);
    if (block && written) entries.set(field, { key: written.key, value: fieldsOf(block) });
  }
  const rights = kubernetesFields({ ...body, entries: new Map(rightsIn(body)) });
  for (const [field, entry] of rights.entries) entries.set(field, entry);
  for (const [argument, field] of dataFields(name)) {
    const written = body.entries.get(argument);
    if (written && !isNothing(written.value)) entries.set(field, written);
  }
  return { kind: 'mapping', entries, origin: at };
}

const rightsArguments = ['aggregation_rule', 'automount_service_account_token', 'role_ref', 'rule', 'subject'];

/** What decides on rights stands beside the metadata. */
function rightsIn({ entries }: MappingNode): readonly (readonly [string, Entry])[] {
  return [...entries].filter(([argument]) => rightsArguments.includes(argument));
}

/** The provider encodes the `data` of a Secret itself, which is what `stringData` means. */
function dataFields(name: string): readonly (readonly [string, string])[] {
  if (name === 'secret') {
    return [
      ['data_wo', 'stringData'],
      ['data', 'stringData'],
      ['binary_data_wo', 'data'],
      ['binary_data', 'data'],
      ['type', 'type'],
    ];
  }
  return name === 'config_map'
    ? [
        ['data', 'data'],
        ['binary_data', 'binaryData'],
      ]
    : [];
}

function fieldsOf(node: Node): Node {
  return node.kind === 'mapping' ? kubernetesFields(node) : node;
}

function isNothing(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}
