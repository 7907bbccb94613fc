import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import type { Part } from '../../part.ts';
import type { VolumeBackup } from '../../workload-database.ts';
import { partOf } from '../part-of.ts';

/**
 * What Longhorn's recurring jobs do to the claims that are known to be theirs. A job takes the volumes whose claims name it
 * or one of its groups by a label; a job of the group `default` takes those without any such label.
 */
export function readLonghornBackups(objects: readonly KubernetesObject[]): readonly VolumeBackup[] {
  const jobs = objects.filter(({ group, kind }) => group === 'longhorn.io' && kind === 'RecurringJob').map(readJob);
  return objects.flatMap(readClaims).flatMap((claim) => backupsOf(claim, jobs));
}

interface Job {
  readonly part: Part;
  readonly name: string | undefined;
  readonly groups: readonly Node[];
  readonly task: Value<string>;
}

interface Claim {
  readonly part: Part;
  readonly namespace: Value<string>;
  readonly name: Value<string>;
  readonly labels: MappingNode | undefined;
  readonly storageClass: Value<string>;
}

function readJob(object: KubernetesObject): Job {
  return {
    part: partOf(object),
    name: known(object.name),
    groups: itemsAt(object.root, 'spec', 'groups'),
    task: stringAt(object.root, 'spec', 'task'),
  };
}

function readClaims(object: KubernetesObject): readonly Claim[] {
  const { group, kind, namespace, name, root } = object;
  const part = partOf(object);
  if (group === '' && kind === 'PersistentVolumeClaim') return [{ part, namespace, name, ...claimed(root) }];
  if (group !== 'apps' || kind !== 'StatefulSet') return [];
  return itemsAt(root, 'spec', 'volumeClaimTemplates').map((template) => ({
    part: { ...part, origin: template.origin },
    namespace,
    name: claimName(stringAt(template, 'metadata', 'name'), name),
    ...claimed(template),
  }));
}

function claimed(node: Node): Pick<Claim, 'labels' | 'storageClass'> {
  return { labels: mappingAt(node, 'metadata', 'labels'), storageClass: stringAt(node, 'spec', 'storageClassName') };
}

/** What the StatefulSet controller calls the claim of the first pod. */
export function claimName(template: Value<string>, name: Value<string>): Value<string> {
  const [left, right] = [known(template), known(name)];
  return left === undefined || right === undefined
    ? { kind: 'unknown', why: 'its name comes from a template', origin: template.origin }
    : { kind: 'written', value: `${left}-${right}-0`, origin: template.origin };
}

const jobLabel = /^recurring-job(?<group>-group)?\.longhorn\.io\/(?<name>.+)$/;
const source = 'recurring-job.longhorn.io/source';

function backupsOf(claim: Claim, jobs: readonly Job[]): readonly VolumeBackup[] {
  const labels = [...(claim.labels?.entries.keys() ?? [])].flatMap((key) => {
    const groups = jobLabel.exec(key)?.groups;
    return groups && key !== source && isEnabled(claim, key)
      ? [{ isGroup: groups.group !== undefined, name: groups.name }]
      : [];
  });
  if (labels.length === 0) {
    // The class of Longhorn's own chart, and those that are called after it.
    const isLonghorns = /^longhorn(?:-|$)/.test(known(claim.storageClass) ?? '');
    return isLonghorns ? jobs.filter((job) => hasGroup(job, 'default')).flatMap((job) => copyBy(claim, job)) : [];
  }
  if (!isEnabled(claim, source)) {
    return [copyOf(claim, claim.part, `Longhorn reads its labels only where one of them is ${source}: enabled`)];
  }
  return labels.flatMap(({ isGroup, name = '' }) => {
    const named = jobs.filter((job) => (isGroup ? hasGroup(job, name) : job.name === name));
    if (named.length > 0) return named.flatMap((job) => copyBy(claim, job));
    return [
      copyOf(
        claim,
        claim.part,
        `the recurring ${isGroup ? 'jobs of the group' : 'job'} ${name} of Longhorn ${isGroup ? 'are' : 'is'} not in these files`,
      ),
    ];
  });
}

function isEnabled({ labels }: Claim, key: string): boolean {
  const value = labels && nodeAt(labels, [key]);
  return value !== undefined && (value.kind !== 'scalar' || value.value === 'enabled');
}

function hasGroup({ groups }: Job, name: string): boolean {
  return groups.some((group) => group.kind !== 'scalar' || group.value === name);
}

/** Snapshots are blocks of the volume itself; trimming and cleaning up copy nothing. */
function copyBy(claim: Claim, { part, task }: Job): readonly VolumeBackup[] {
  if (task.kind === 'unknown') return [copyOf(claim, part, `its task is not known: ${task.why}`)];
  const written = known(task) ?? '';
  if (written.startsWith('backup')) return [copyOf(claim, part)];
  return /^snapshot(?:-force-create)?$/.test(written) ? [{ ...copyOf(claim, part), isOnVolume: true }] : [];
}

function copyOf({ namespace, name }: Claim, part: Part, selects?: string): VolumeBackup {
  const { origin } = part;
  return {
    ...part,
    tool: 'Longhorn',
    namespace,
    name,
    claim: name,
    namespaces: { kind: 'absent', origin },
    suspended: { kind: 'defaulted', value: false, origin },
    ...(selects === undefined ? {} : { selects }),
  };
}
