import { itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { KubernetesObject } from './kubernetes-object.ts';
import { type Relevance, relevanceOf } from './relevance.ts';

/** What copies volumes without knowing what is on them, and where to, by the API group that tells the tool. */
const volumeBackupKinds: Readonly<Record<string, readonly string[]>> = {
  'volsync.backube': ['ReplicationSource'],
  'velero.io': ['Schedule'],
  'k8up.io': ['Schedule'],
  'longhorn.io': ['RecurringJob', 'BackupTarget'],
  'kopiur.home-operations.com': ['SnapshotPolicy'],
  'snapscheduler.backube': ['SnapshotSchedule'],
};
const workload = /\b(?:StatefulSet|Deployment|Pod)(?:List)?\b/;
const databaseImage =
  /\bimage["']?[ \t]*:[^\n]*(?:postg|pgvect|timescale|vchord|mysql|mariadb|percona|mongo|redis|valkey|keydb|dragonfly)/i;
const claim = /\bPersistentVolumeClaim\b/;
/** Claims that dumps are written to are called after them. */
const dumpClaim = /backup|dump/i;
const longhornJob = /recurring-job(?:-group)?\.longhorn\.io\//;
const longhornClass = /storageClassName["']?[ \t]*:[ \t]*["']?longhorn/;
const volumeBackups = relevanceOf(Object.keys(volumeBackupKinds));

/** The relevance of databases that plain workloads run, and of what copies their volumes. */
export const workloadRelevance: Relevance = {
  mayBeInFile: mayMatter,
  mayBeInDocument: mayMatter,
  isMet: isDatabaseSurrounding,
};

function mayMatter(text: string): boolean {
  return (
    (databaseImage.test(text) && workload.test(text)) ||
    (claim.test(text) && (longhornJob.test(text) || longhornClass.test(text) || dumpClaim.test(text))) ||
    volumeBackups.mayBeInDocument(text)
  );
}

/** Whether an object runs a database without an operator, or copies volumes, or is a claim that something copies or dumps to. */
export function isDatabaseSurrounding(object: KubernetesObject): boolean {
  return isDatabaseWorkload(object) || isVolumeBackup(object) || isTellingClaim(object);
}

/** Whether a workload's pods have an image whose name sounds like a database server. */
function isDatabaseWorkload({ group, kind, root }: KubernetesObject): boolean {
  const isPod = group === '' && kind === 'Pod';
  if (!isPod && (group !== 'apps' || (kind !== 'StatefulSet' && kind !== 'Deployment'))) return false;
  const podSpec = isPod ? ['spec'] : ['spec', 'template', 'spec'];
  const images = itemsAt(root, ...podSpec, 'containers').map((one) => known(stringAt(one, 'image')));
  return images.some((image) => image !== undefined && databaseImage.test(`image: ${image}`));
}

function isVolumeBackup({ group, kind }: KubernetesObject): boolean {
  return Object.hasOwn(volumeBackupKinds, group) && volumeBackupKinds[group]?.includes(kind) === true;
}

/** Longhorn takes its recurring jobs from the labels of a claim; dumps lie on claims that are called after them. */
function isTellingClaim({ group, kind, root, name }: KubernetesObject): boolean {
  if (group !== '' || kind !== 'PersistentVolumeClaim') return false;
  if (dumpClaim.test(known(name) ?? '')) return true;
  if (known(stringAt(root, 'spec', 'storageClassName'))?.startsWith('longhorn')) return true;
  const labels = mappingAt(root, 'metadata', 'labels');
  return labels !== undefined && [...labels.entries.keys()].some((key) => longhornJob.test(`${key}`));
}
