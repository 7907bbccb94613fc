import { isNull } from '@backlint/hcl/evaluate/nodes';
import type { Entry, MappingNode, Node } from '@backlint/source/node';

/** What the provider's blocks are called in Kubernetes where they are lists there. */
const lists: Readonly<Record<string, string>> = {
  container: 'containers',
  env: 'env',
  env_from: 'envFrom',
  host_aliases: 'hostAliases',
  http_header: 'httpHeaders',
  image_pull_secrets: 'imagePullSecrets',
  init_container: 'initContainers',
  items: 'items',
  match_expressions: 'matchExpressions',
  match_fields: 'matchFields',
  node_selector_term: 'nodeSelectorTerms',
  option: 'options',
  port: 'ports',
  preferred_during_scheduling_ignored_during_execution: 'preferredDuringSchedulingIgnoredDuringExecution',
  readiness_gate: 'readinessGates',
  rule: 'rules',
  sources: 'sources',
  subject: 'subjects',
  sysctl: 'sysctls',
  toleration: 'tolerations',
  topology_spread_constraint: 'topologySpreadConstraints',
  volume: 'volumes',
  volume_claim_template: 'volumeClaimTemplates',
  volume_device: 'volumeDevices',
  volume_mount: 'volumeMounts',
};

/** Arguments whose names are not simply those of Kubernetes in snake case. */
const renamed: Readonly<Record<string, string>> = {
  cluster_ip: 'clusterIP',
  host_ip: 'hostIP',
  host_ipc: 'hostIPC',
  host_pid: 'hostPID',
  timezone: 'timeZone',
};

/** Arguments that are maps. All other objects are blocks, which JSON writes like maps. */
const maps: ReadonlySet<string> = new Set([
  'annotations',
  'attributes',
  'labels',
  'limits',
  'match_labels',
  'node_selector',
  'options',
  'requests',
  'volume_attributes',
]);

/**
 * The blocks of a resource of the Kubernetes provider as fields of the object they stand for: names in camel case, and
 * lists of blocks as what they mean there. Values of arguments, such as labels, stay as they are.
 */
export function kubernetesFields(block: MappingNode): MappingNode {
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of block.entries) {
    if (isNull(value)) continue;
    if (isEmpty(value)) continue;
    const list = Object.hasOwn(lists, name) ? lists[name] : undefined;
    const items = blocksIn(value, name);
    if (list !== undefined && items) {
      entries.set(list, { key, value: { kind: 'sequence', items: items.map(fieldsOf), origin: value.origin } });
    } else entries.set(list ?? fieldName(name), { key, value: items?.[0] ? fieldsOf(items[0]) : value });
  }
  return { ...block, entries };
}

/** The blocks that a value stands for; undefined where it is an argument. */
function blocksIn(value: Node, name: string): readonly Node[] | undefined {
  if (value.kind === 'mapping') return maps.has(name) ? undefined : [value];
  if (value.kind !== 'sequence') return undefined;
  return value.items.some(({ kind }) => kind === 'mapping') ? value.items : undefined;
}

function fieldsOf(node: Node): Node {
  return node.kind === 'mapping' ? kubernetesFields(node) : node;
}

/** In a plan, blocks and lists that nobody wrote are there and empty. */
function isEmpty(node: Node): boolean {
  return node.kind === 'sequence' && node.items.length === 0;
}

function fieldName(name: string): string {
  if (Object.hasOwn(renamed, name)) return renamed[name] ?? name;
  return name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
