import type { BackupModel } from '@backlint/model/backup-model';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isSecretSource } from '@backlint/objects/kubernetes/secret-kinds';
import { isSurrounding } from '@backlint/objects/kubernetes/surrounding-kinds';

/**
 * The objects that say something about backups. Jobs count only where the model took them for a dump or a verification,
 * alerts where they watch databases or backups, and Secrets where backups need them: a repository with nothing but other jobs, Secrets and namespaces
 * has nothing to check.
 */
export function objectsThatMatter(
  objects: readonly KubernetesObject[],
  { logicalDumps, verifications, credentialReferences, alertRules }: BackupModel,
): readonly KubernetesObject[] {
  const jobs = new Set([...logicalDumps, ...verifications].map(({ address }) => address));
  const watching = new Set(alertRules.map(({ address }) => address.replace(/#.*$/s, '')));
  const secrets = new Set(
    credentialReferences.flatMap(({ secret }) => (secret.kind === 'resolved' ? [secret.to.address] : [])),
  );
  return objects.filter((object) => {
    if (isSecretSource(object)) return secrets.has(object.address);
    if (object.group === '') return false;
    if (isSurrounding(object)) return watching.has(object.address);
    return object.kind !== 'CronJob' || jobs.has(object.address);
  });
}
