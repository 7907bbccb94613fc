import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { BackupModel } from './backup-model.ts';
import { isFragment, readCluster } from './readers/cloudnative-pg/cluster.ts';
import { barmanCloudGroup, cloudNativePgGroup } from './readers/cloudnative-pg/groups.ts';
import { readIneffectiveParameters, readIneffectiveRetention } from './readers/cloudnative-pg/ineffective-settings.ts';
import { readObjectStore } from './readers/cloudnative-pg/object-store.ts';
import { readRestorePaths } from './readers/cloudnative-pg/restore-paths.ts';
import { readScheduledBackup } from './readers/cloudnative-pg/scheduled-backup.ts';
import { readWalArchives } from './readers/cloudnative-pg/wal-archives.ts';
import { readCronJobs } from './readers/cron-job/cron-jobs.ts';
import { partOf } from './readers/part-of.ts';
import { readSchemaViolations } from './readers/schema-violations.ts';

/** What the sources do not say about the platform they are for. */
export interface ModelOptions {
  /** The CloudNativePG version in use, such as `1.29.2`. */
  readonly operatorVersion?: string;
  /** The version of the barman-cloud plugin in use, such as `0.12.0`. */
  readonly pluginVersion?: string;
}

/** Reads what rendered objects mean for backups. Pure: the same objects always give the same model. */
export function readBackupModel(objects: readonly KubernetesObject[], options: ModelOptions = {}): BackupModel {
  const of = (group: string, kind: string) =>
    objects.filter((object) => object.group === group && object.kind === kind);
  const clusters = of(cloudNativePgGroup, 'Cluster');
  const schedules = of(cloudNativePgGroup, 'ScheduledBackup');
  const objectStores = of(barmanCloudGroup, 'ObjectStore').map(readObjectStore);

  const whole = clusters.filter((cluster) => !isFragment(cluster));
  const pairs = whole.map((object) => ({ object, database: readCluster(object) }));
  const databases = pairs.map(({ database }) => database);
  const walArchives = pairs.flatMap(({ object, database }) => readWalArchives(object, database, objectStores));
  const { verifications, logicalDumps } = readCronJobs(of('batch', 'CronJob'), { databases, walArchives });

  return {
    databases,
    walArchives,
    baseBackupSchedules: schedules.map((object) => readScheduledBackup(object, databases)),
    logicalDumps,
    destinations: [
      ...objectStores,
      ...walArchives.flatMap(({ archiver, destination }) =>
        archiver === 'barmanObjectStore' && destination.kind === 'resolved' ? [destination.to] : [],
      ),
    ],
    restorePaths: pairs.flatMap(({ object, database }) => readRestorePaths(object, database, objectStores)),
    verifications,
    ineffectiveSettings: [
      ...whole.flatMap(readIneffectiveRetention),
      ...[...schedules, ...of(cloudNativePgGroup, 'Backup')].flatMap(readIneffectiveParameters),
    ],
    schemaViolations: readSchemaViolations(
      [...whole, ...schedules, ...of(cloudNativePgGroup, 'Backup'), ...of(barmanCloudGroup, 'ObjectStore')],
      options,
    ),
    fragments: clusters.filter(isFragment).map(partOf),
    ...(options.operatorVersion === undefined ? {} : { operatorVersion: options.operatorVersion }),
  };
}
