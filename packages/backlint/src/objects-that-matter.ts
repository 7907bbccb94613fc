import type { BackupModel } from '@backlint/model/backup-model';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';

/**
 * The objects that say something about backups. Jobs count only where the model took them for a dump or a verification:
 * a repository with nothing but other jobs has nothing to check.
 */
export function objectsThatMatter(
  objects: readonly KubernetesObject[],
  { logicalDumps, verifications }: BackupModel,
): readonly KubernetesObject[] {
  const jobs = new Set([...logicalDumps, ...verifications].map(({ address }) => address));
  return objects.filter(({ kind, address }) => kind !== 'CronJob' || jobs.has(address));
}
