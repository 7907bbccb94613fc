import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { MappingNode, Node } from '@backlint/source/node';
import { isWritten, itemsAt, mappingAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import type { CopyRequest, DataVolume, Engine, WorkloadDatabase } from '../../workload-database.ts';
import { shellWords } from '../cron-job/shell-words.ts';
import { partOf } from '../part-of.ts';
import { engineOfImage, holdsData, startsServer } from './database-image.ts';
import { claimName } from './longhorn.ts';

/** The databases that a StatefulSet, Deployment or Pod runs by itself. A cache that keeps nothing is none. */
export function readWorkloadDatabases(object: KubernetesObject): readonly WorkloadDatabase[] {
  const podSpec = podSpecOf(object);
  if (!podSpec) return [];
  if (/(?:^|-)(?:exporter|replicas?|secondary|slave|standby|sentinel|proxy)(?:-|$)/.test(known(object.name) ?? '')) {
    return [];
  }
  return itemsAt(podSpec, 'containers').flatMap((container) => readContainer(object, podSpec, container) ?? []);
}

function podSpecOf({ group, kind, root }: KubernetesObject): MappingNode | undefined {
  if (group === '' && kind === 'Pod') return mappingAt(root, 'spec');
  if (group !== 'apps' || (kind !== 'StatefulSet' && kind !== 'Deployment')) return undefined;
  return mappingAt(root, 'spec', 'template', 'spec');
}

function readContainer(object: KubernetesObject, podSpec: Node, container: Node): WorkloadDatabase | undefined {
  const image = stringAt(container, 'image');
  const engine = image.kind === 'written' ? engineOfImage(image.value) : undefined;
  if (image.kind !== 'written' || engine === undefined) return undefined;
  const words = wordsIn([...itemsAt(container, 'command'), ...itemsAt(container, 'args')]);
  if (!startsServer(engine, words)) return undefined;
  const data = readDataVolume(object, podSpec, container, engine);
  if (engine === 'redis' && (data.kind === 'none' || savesNothing(words))) return undefined;
  const trial = trialOf(object);
  return {
    ...partOf(object),
    engine,
    managedBy: 'none',
    namespace: object.namespace,
    name: object.name,
    image: { name: image.value, origin: image.origin },
    data,
    hosts: hostsOf(object),
    copyRequests: copyRequestsOf(object),
    ...(trial === undefined ? {} : { trial }),
  };
}

function wordsIn(nodes: readonly Node[]): string[] {
  return nodes.flatMap((node) =>
    node.kind === 'scalar' && typeof node.value === 'string' ? shellWords(node.value).map(({ text }) => text) : [],
  );
}

/** Redis without an append-only file and without snapshots is a cache, whatever volume it has. */
function savesNothing(words: readonly string[]): boolean {
  const after = (option: string) => (words.includes(option) ? (words[words.indexOf(option) + 1] ?? '') : undefined);
  const save = after('--save');
  return save !== undefined && (save === '' || save.startsWith('-')) && after('--appendonly') !== 'yes';
}

function readDataVolume(object: KubernetesObject, podSpec: Node, container: Node, engine: Engine): DataVolume {
  const configured = known(variable(container, engine === 'postgresql' ? 'PGDATA' : 'DATA_DIR'));
  const mounts = itemsAt(container, 'volumeMounts');
  const mount = mounts.find((one) => holdsData(engine, known(stringAt(one, 'mountPath')) ?? '', configured));
  if (mount) return readMount(object, podSpec, mount);
  const open = mounts.find((one) => stringAt(one, 'mountPath').kind === 'unknown');
  if (open) return { kind: 'unknown', why: 'what is mounted where is not known', origin: open.origin };
  // Some images keep their data elsewhere.
  const kept = mounts.find((one) => {
    const { kind } = readMount(object, podSpec, one);
    return kind === 'claim' || kind === 'host';
  });
  return kept
    ? { kind: 'unknown', why: 'whether its data is on the volume that it mounts is not known', origin: kept.origin }
    : { kind: 'none', origin: originAt(container, ['volumeMounts']) };
}

function readMount({ root, name, kind }: KubernetesObject, podSpec: Node, mount: Node): DataVolume {
  const volumeName = stringAt(mount, 'name');
  const template = itemsAt(root, 'spec', 'volumeClaimTemplates').find(
    (one) => known(stringAt(one, 'metadata', 'name')) === known(volumeName),
  );
  if (template && kind === 'StatefulSet')
    return { kind: 'claim', claim: claimName(volumeName, name), origin: template.origin };
  const volume = itemsAt(podSpec, 'volumes').find((one) => known(stringAt(one, 'name')) === known(volumeName));
  if (!volume || known(volumeName) === undefined) {
    return { kind: 'unknown', why: 'its data volume is not declared here', origin: mount.origin };
  }
  return readVolume(volume);
}

/** What kind of volume a pod is given. */
export function readVolume(volume: Node): DataVolume {
  const { origin } = volume;
  if (isWritten(volume, 'persistentVolumeClaim')) {
    return { kind: 'claim', claim: stringAt(volume, 'persistentVolumeClaim', 'claimName'), origin };
  }
  if (isWritten(volume, 'hostPath') || isWritten(volume, 'nfs')) return { kind: 'host', origin };
  if (mappingAt(volume, 'emptyDir') || isWritten(volume, 'ephemeral')) return { kind: 'none', origin };
  return { kind: 'unknown', why: 'of what kind its data volume is, is not known', origin };
}

function variable(container: Node, name: string): Value<string> {
  const found = itemsAt(container, 'env').find((one) => known(stringAt(one, 'name')) === name);
  return found ? stringAt(found, 'value') : { kind: 'absent', origin: container.origin };
}

function hostsOf({ root, name }: KubernetesObject): readonly string[] {
  const service = known(stringAt(root, 'spec', 'serviceName'));
  const own = known(name);
  const names = [own, service, own && service && `${own}-0.${service}`];
  return [...new Set(names.flatMap((host) => (host ? [host] : [])))];
}

const trialName =
  /(?:^|[-_./])(?:dev|test|tests|testing|e2e|ci|demo|preview|sandbox|examples?|local|kind|minikube)(?:[-_./]|$)/i;

function trialOf({ namespace, origin }: KubernetesObject): string | undefined {
  const home = known(namespace) ?? '';
  if (trialName.test(home)) return `namespace ${home}`;
  const folder = origin.range.file.path
    .split('/')
    .slice(0, -1)
    .find((one) => trialName.test(one));
  return folder === undefined ? undefined : `folder ${folder}`;
}

const requests: readonly (readonly [CopyRequest['tool'], RegExp])[] = [
  ['Velero', /^backup\.velero\.io\/backup-volumes$/],
  ['K8up', /^k8up\.io\/(?:backup|backupcommand)$/],
];

function copyRequestsOf({ root, kind }: KubernetesObject): readonly CopyRequest[] {
  const metadata = [
    mappingAt(root, ...(kind === 'Pod' ? [] : ['spec', 'template']), 'metadata'),
    ...itemsAt(root, 'spec', 'volumeClaimTemplates').map((one) => mappingAt(one, 'metadata')),
  ];
  return metadata.flatMap((node) => (node ? requestsIn(node) : []));
}

/** The annotations and labels of an object's metadata that ask a tool to copy its volumes. */
function requestsIn(metadata: Node): readonly CopyRequest[] {
  return ['annotations', 'labels'].flatMap((field) =>
    [...(mappingAt(metadata, field)?.entries ?? [])].flatMap(([key, entry]) => {
      const tool = requests.find(([, pattern]) => pattern.test(key))?.[0];
      return tool === undefined ? [] : [{ tool, origin: entry.key }];
    }),
  );
}
