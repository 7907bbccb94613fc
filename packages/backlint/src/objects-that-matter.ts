import type { BackupModel } from '@backlint/model/backup-model';
import { selects } from '@backlint/model/network/selects';
import { isAccess } from '@backlint/objects/kubernetes/access-kinds';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isSecretSource } from '@backlint/objects/kubernetes/secret-kinds';
import { isServing } from '@backlint/objects/kubernetes/serving-kinds';
import { isSurrounding } from '@backlint/objects/kubernetes/surrounding-kinds';
import { isDatabaseSurrounding } from '@backlint/objects/kubernetes/workload-kinds';

/**
 * The objects that say something about backups. Jobs count only where the model took them for a dump or a verification,
 * alerts and network policies where they are about databases, rights where such a job has them, and Secrets where backups need
 * them: a repository with nothing but other jobs, Secrets and namespaces has nothing to check.
 */
export function objectsThatMatter(
  objects: readonly KubernetesObject[],
  {
    logicalDumps,
    verifications,
    credentialReferences,
    alertRules,
    networkPolicies,
    workloadDatabases,
    volumeBackups,
    clusterAccesses,
  }: BackupModel,
): readonly KubernetesObject[] {
  const jobs = new Set([...logicalDumps, ...verifications].map(({ address }) => address));
  const workloads = new Set(workloadDatabases.map(({ address }) => address));
  // What copies volumes says something only where there is a database to copy.
  const copies = new Set(workloads.size > 0 ? volumeBackups.map(({ address }) => address) : []);
  const fencing = networkPolicies.filter((policy) =>
    policy.surroundings.databases.some((database) => selects(policy, database) === true),
  );
  const around = new Set([...alertRules, ...fencing].map(({ address }) => address.replace(/#.*$/s, '')));
  const rights = new Set(
    clusterAccesses.flatMap(({ bindings }) => bindings.flatMap(({ address, role }) => [address, role?.address])),
  );
  const secrets = new Set(
    credentialReferences.flatMap(({ secret }) => (secret.kind === 'resolved' ? [secret.to.address] : [])),
  );
  return objects.filter((object) => {
    if (isSecretSource(object)) return secrets.has(object.address);
    if (isDatabaseSurrounding(object)) return workloads.has(object.address) || copies.has(object.address);
    if (isAccess(object)) return rights.has(object.address);
    if (object.group === '' || isServing(object)) return false;
    if (isSurrounding(object)) return around.has(object.address);
    return object.kind !== 'CronJob' || jobs.has(object.address);
  });
}
