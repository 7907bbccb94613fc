import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { DemandedVariable } from '@backlint/objects/terraform/documented-variables';
import type { BucketExpiry } from '@backlint/objects/terraform/resources/bucket-expiry';
import type { BucketTrait } from '@backlint/objects/terraform/resources/bucket-trait';
import type { WildCloudFiles } from '@backlint/objects/wild-cloud/wild-cloud-files';
import type { BackupModel } from './backup-model.ts';
import type { Secret } from './credential.ts';
import type { Database } from './database.ts';
import type { Candidates } from './link.ts';
import type { PlaceFact } from './place-facts.ts';
import { readClusterAccesses } from './readers/access/read-cluster-access.ts';
import { readBackup, readLeftOutSchedule, readScheduledBackup } from './readers/cloudnative-pg/backup-requests.ts';
import { readCluster } from './readers/cloudnative-pg/cluster.ts';
import { databasesByName } from './readers/cloudnative-pg/followed.ts';
import { barmanCloudGroup, cloudNativePgGroup } from './readers/cloudnative-pg/groups.ts';
import {
  readIneffectiveDeadline,
  readIneffectiveParameters,
  readIneffectiveRetention,
} from './readers/cloudnative-pg/ineffective-settings.ts';
import { readObjectStore } from './readers/cloudnative-pg/object-store.ts';
import { readRestorePaths } from './readers/cloudnative-pg/restore-paths.ts';
import { readWalArchives } from './readers/cloudnative-pg/wal-archives.ts';
import { claimFactsOf } from './readers/cron-job/claim-facts.ts';
import { readConfigMaps } from './readers/cron-job/config-maps.ts';
import { readCronJobs } from './readers/cron-job/cron-jobs.ts';
import { withConfigMaps } from './readers/cron-job/with-config-maps.ts';
import { namedFragment, separateFragments } from './readers/fragments.ts';
import { readNetworkPolicies } from './readers/network-policies/read-network-policies.ts';
import { partOf } from './readers/part-of.ts';
import { readAlertRules } from './readers/prometheus/alert-rules.ts';
import { readSchemaViolations } from './readers/schema-violations.ts';
import { readCredentialReferences } from './readers/secrets/credential-references.ts';
import { readSecrets } from './readers/secrets/read-secrets.ts';
import { readWrittenVariables } from './readers/secrets/written-variables.ts';
import { readServedHosts } from './readers/served-hosts.ts';
import { readWildCloudModel } from './readers/wild-cloud/read-wild-cloud-model.ts';
import { readLonghornBackups } from './readers/workloads/longhorn.ts';
import { readLonghornTarget } from './readers/workloads/longhorn-target.ts';
import { readVolumeBackup } from './readers/workloads/volume-backups.ts';
import { readWorkloadDatabases } from './readers/workloads/workload-databases.ts';
import type { Tenancy } from './tenancy.ts';

/** What the sources do not say about the platform they are for. */
export interface ModelOptions {
  /** The CloudNativePG version in use, such as `1.29.2`. */
  readonly operatorVersion?: string;
  /** The version of the barman-cloud plugin in use, such as `0.12.0`. */
  readonly pluginVersion?: string;
  /** Where stores stand whose names do not tell. */
  readonly placeFacts?: readonly PlaceFact[];
  /** The IANA time zone that the operator runs in; nothing but UTC where it is not given. */
  readonly operatorTimeZone?: string;
  /** How one sees whose a database is. */
  readonly tenancy?: Tenancy;
  /** The Terraform variables that somebody must set, in modules with an example of how to. */
  readonly demandedVariables?: readonly DemandedVariable[];
  /** The rules by which buckets that Terraform manages delete what lies in them. */
  readonly bucketExpiries?: readonly BucketExpiry[];
  /** What Terraform says of buckets and of what keeps others from losing what lies in them. */
  readonly bucketTraits?: readonly BucketTrait[];
  /** The files of Wild Cloud. */
  readonly wildCloud?: WildCloudFiles;
}

/**
 * Reads what rendered objects mean for backups. Pure: the same objects always give the same model. Objects that go to
 * different clusters never meet: a schedule in staging backs up nothing in production.
 */
export function readBackupModel(objects: readonly KubernetesObject[], options: ModelOptions = {}): BackupModel {
  const only = onlyEnvironment(objects);
  const environments = new Map<string, KubernetesObject[]>([[only, []]]);
  const secretsEverywhere = readSecrets(objects);
  for (const object of objects.filter(isDeployed)) {
    const environment = object.deployment?.environment || only;
    const others = environments.get(environment);
    if (others) others.push(object);
    else environments.set(environment, [object]);
  }
  const models = [...environments].map(([environment, group]) =>
    readEnvironment(group, secretsEverywhere, options, environment),
  );
  return {
    databases: models.flatMap(({ databases }) => databases),
    workloadDatabases: models.flatMap(({ workloadDatabases }) => workloadDatabases),
    volumeBackups: models.flatMap(({ volumeBackups }) => volumeBackups),
    volumeBackupTargets: models.flatMap(({ volumeBackupTargets }) => volumeBackupTargets),
    walArchives: models.flatMap(({ walArchives }) => walArchives),
    baseBackupSchedules: models.flatMap(({ baseBackupSchedules }) => baseBackupSchedules),
    oneOffBackups: models.flatMap(({ oneOffBackups }) => oneOffBackups),
    leftOutSchedules: objects.filter((object) => !isDeployed(object)).flatMap(readLeftOutSchedule),
    logicalDumps: models.flatMap(({ logicalDumps }) => logicalDumps),
    writtenVariables: models.flatMap(({ writtenVariables }) => writtenVariables),
    verifications: models.flatMap(({ verifications }) => verifications),
    clusterAccesses: models.flatMap(({ clusterAccesses }) => clusterAccesses),
    alertRules: models.flatMap(({ alertRules }) => alertRules),
    networkPolicies: models.flatMap(({ networkPolicies }) => networkPolicies),
    destinations: models.flatMap(({ destinations }) => destinations),
    restorePaths: models.flatMap(({ restorePaths }) => restorePaths),
    secrets: models.flatMap(({ secrets }) => secrets),
    credentialReferences: models.flatMap(({ credentialReferences }) => credentialReferences),
    managedNamespaces: models.flatMap(({ managedNamespaces }) => managedNamespaces),
    demandedVariables: options.demandedVariables ?? [],
    bucketExpiries: options.bucketExpiries ?? [],
    bucketTraits: options.bucketTraits ?? [],
    wildCloud: readWildCloudModel(options.wildCloud ?? noWildCloud, options.placeFacts),
    ineffectiveSettings: models.flatMap(({ ineffectiveSettings }) => ineffectiveSettings),
    schemaViolations: models.flatMap(({ schemaViolations }) => schemaViolations),
    fragments: models.flatMap(({ fragments }) => fragments),
    ...(options.operatorVersion === undefined ? {} : { operatorVersion: options.operatorVersion }),
  };
}

const noWildCloud = { apps: [], instances: [], plans: [] };

/** Files that nothing deploys hold no part of the model; of a Secret or schedule in one it is only known that it is there. */
function isDeployed({ deployment }: KubernetesObject): boolean {
  return deployment?.kind !== 'manifests' || deployment.dormant === undefined;
}

/** Where the files tell of one cluster only, what they place nowhere (Terraform beside Flux) goes there too. */
function onlyEnvironment(objects: readonly KubernetesObject[]): string {
  const named = new Set(objects.map(({ deployment }) => deployment?.environment ?? ''));
  named.delete('');
  const [only = '', ...others] = named;
  return others.length === 0 ? only : '';
}

function readEnvironment(
  objects: readonly KubernetesObject[],
  secretsEverywhere: readonly Secret[],
  options: ModelOptions,
  environment: string,
): BackupModel {
  const of = (group: string, kind: string) =>
    objects.filter((object) => object.group === group && object.kind === kind);
  const clusters = separateFragments(of(cloudNativePgGroup, 'Cluster'), 'Cluster');
  const schedules = separateFragments(of(cloudNativePgGroup, 'ScheduledBackup'), 'ScheduledBackup');
  const stores = separateFragments(of(barmanCloudGroup, 'ObjectStore'), 'ObjectStore');
  const backups = separateFragments(of(cloudNativePgGroup, 'Backup'), 'Backup');

  const pairs = clusters.wholes.map((object) => ({ object, database: readCluster(object, options.tenancy) }));
  const databases = pairs.map(({ database }) => database);
  const targets: Candidates<Database> = { wholes: databases, fragments: clusters.fragments.map(namedFragment) };
  const facts = [...(options.placeFacts ?? []), ...readServedHosts(objects)];
  const objectStores = {
    wholes: stores.wholes.map((object) => readObjectStore(object, facts)),
    fragments: stores.fragments.map(namedFragment),
    facts,
  };
  const walArchives = pairs.flatMap(({ object, database }) => readWalArchives(object, database, objectStores));
  const configMaps = readConfigMaps(objects);
  const cronJobs = separateFragments(of('batch', 'CronJob'), 'CronJob').wholes.map((job) =>
    withConfigMaps(job, configMaps),
  );
  const workloads = [...of('apps', 'StatefulSet'), ...of('apps', 'Deployment'), ...of('', 'Pod')];
  const workloadDatabases = workloads.flatMap(readWorkloadDatabases);
  const places = { facts, claims: claimFactsOf(objects) };
  const jobs = readCronJobs(cronJobs, { databases, walArchives, workloadDatabases, places });
  const named = databasesByName(databases);
  const restorePaths = pairs.flatMap(({ object, database }) => readRestorePaths(object, database, named, objectStores));
  const secrets = readSecrets(objects);
  const users = {
    objectStores: objectStores.wholes,
    walArchives,
    restorePaths,
    cronJobs,
    jobs: [...jobs.logicalDumps, ...jobs.verifications],
  };

  return {
    databases,
    workloadDatabases,
    volumeBackups: [...objects.flatMap(readVolumeBackup), ...readLonghornBackups(objects)],
    volumeBackupTargets: objects.flatMap((object) => readLonghornTarget(object, facts)),
    walArchives,
    baseBackupSchedules: [
      ...schedules.wholes.map((object) => readScheduledBackup(object, targets, options.operatorTimeZone)),
      ...jobs.baseBackups,
    ],
    oneOffBackups: backups.wholes.map((object) => readBackup(object, targets)),
    leftOutSchedules: [],
    logicalDumps: jobs.logicalDumps,
    writtenVariables: cronJobs.flatMap((object) => {
      const job = users.jobs.find(({ address, origin }) => address === object.address && origin === object.origin);
      return job ? readWrittenVariables(object, job) : [];
    }),
    verifications: jobs.verifications,
    clusterAccesses: readClusterAccesses(cronJobs, [...users.jobs, ...jobs.baseBackups], objects),
    alertRules: readAlertRules(
      [...of('monitoring.coreos.com', 'PrometheusRule'), ...of('operator.victoriametrics.com', 'VMRule')],
      { databases, cronJobs: cronJobs.map(namedFragment) },
    ),
    networkPolicies: readNetworkPolicies(objects, databases),
    destinations: [
      ...objectStores.wholes,
      ...walArchives.flatMap(({ archiver, destination }) =>
        archiver === 'barmanObjectStore' && destination.kind === 'resolved' ? [destination.to] : [],
      ),
    ],
    restorePaths,
    secrets,
    credentialReferences: readCredentialReferences(
      users,
      { here: secrets, everywhere: secretsEverywhere },
      environment,
    ),
    managedNamespaces: of('', 'Namespace').map((object) => ({ ...partOf(object), name: object.name })),
    demandedVariables: [],
    bucketExpiries: [],
    bucketTraits: [],
    wildCloud: noWildCloud,
    ineffectiveSettings: [
      ...clusters.wholes.flatMap(readIneffectiveRetention),
      ...[...schedules.wholes, ...backups.wholes].flatMap(readIneffectiveParameters),
      ...[...clusters.wholes, ...schedules.wholes, ...backups.wholes].flatMap(readIneffectiveDeadline),
    ],
    schemaViolations: readSchemaViolations(
      [...clusters.wholes, ...schedules.wholes, ...backups.wholes, ...stores.wholes],
      options,
    ),
    fragments: [clusters, schedules, backups, stores].flatMap(({ fragments }) => fragments).map(partOf),
  };
}
