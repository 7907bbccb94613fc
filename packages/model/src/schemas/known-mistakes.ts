import type { SchemaKind } from './kinds.ts';

/** Why people write a field that does not exist, and what there is instead. */
export interface KnownMistake {
  readonly why: string;
  readonly suggestion?: string;
}

/** The known mistake behind an unknown field; the path has `*` for indices. */
export function knownMistake(kind: SchemaKind, path: string): KnownMistake | undefined {
  return mistakes.find(({ kinds, end }) => kinds.includes(kind) && `.${path}`.endsWith(`.${end}`));
}

const everywhere: readonly SchemaKind[] = ['Backup', 'Cluster', 'ObjectStore', 'ScheduledBackup'];
const ofStores: readonly SchemaKind[] = ['Cluster', 'ObjectStore'];
const ofBackups: readonly SchemaKind[] = ['Backup', 'ScheduledBackup'];

interface MistakeRow extends KnownMistake {
  readonly kinds: readonly SchemaKind[];
  /** How the path of the field ends. */
  readonly end: string;
}

const scheduleOnly = 'a Cluster takes no base backup by itself; a ScheduledBackup says when';
const oneAtATime = 'scheduled backups of CloudNativePG always run one at a time';
const noHistory = 'Backup objects are kept until their owner is deleted; `backupOwnerReference` sets the owner';

const mistakes: readonly MistakeRow[] = [
  {
    kinds: ofStores,
    end: 'wal.additionalCommandArgs',
    why: 'WAL is archived and restored by two commands, and each has arguments of its own',
    suggestion: 'archiveAdditionalCommandArgs',
  },
  {
    kinds: everywhere,
    end: 'archivingMode',
    why: 'WAL is archived continuously as soon as there is an archiver, and there is no mode to choose',
  },
  {
    kinds: ['Cluster'],
    end: 'spec.pluginConfiguration',
    why: 'a Cluster lists its plugins; only a Backup or ScheduledBackup has `pluginConfiguration`',
    suggestion: 'spec.plugins',
  },
  {
    kinds: ['Cluster'],
    end: 'plugins.*.barmanObjectName',
    why: 'a plugin is configured by its parameters',
    suggestion: 'parameters.barmanObjectName',
  },
  {
    kinds: ['Cluster'],
    end: 'plugins.*.serverName',
    why: 'a plugin is configured by its parameters',
    suggestion: 'parameters.serverName',
  },
  {
    kinds: ['Cluster'],
    end: 'volumeSnapshot.groupSnapshot',
    why: 'CloudNativePG has no volume group snapshots, although one of its own samples asks for one',
  },
  {
    kinds: ['Cluster'],
    end: 'volumeSnapshot.retentionPolicy',
    why: 'nothing expires volume snapshots but the deletion of their owner',
    suggestion: 'snapshotOwnerReference',
  },
  { kinds: ['Cluster'], end: 'spec.backup.schedule', why: scheduleOnly },
  { kinds: ['Cluster'], end: 'spec.backup.immediate', why: scheduleOnly },
  { kinds: ['Cluster'], end: 'spec.backup.suspend', why: scheduleOnly },
  {
    kinds: ofBackups,
    end: 'spec.retentionPolicy',
    why: 'retention belongs to the ObjectStore (`spec.retentionPolicy`), or to the Cluster where its store is in-tree',
  },
  {
    kinds: ['ScheduledBackup'],
    end: 'spec.timeZone',
    why: 'schedules are read in the time zone of the operator, which is UTC unless its Deployment says otherwise',
  },
  { kinds: ['ScheduledBackup'], end: 'spec.concurrencyPolicy', why: oneAtATime },
  {
    kinds: ['ScheduledBackup'],
    end: 'spec.successfulJobsHistoryLimit',
    why: noHistory,
    suggestion: 'backupOwnerReference',
  },
  {
    kinds: ['ScheduledBackup'],
    end: 'spec.failedJobsHistoryLimit',
    why: noHistory,
    suggestion: 'backupOwnerReference',
  },
  {
    kinds: ['ScheduledBackup'],
    end: 'spec.startingDeadlineSeconds',
    why: 'a missed run is made up for once, however late',
  },
  {
    kinds: ['ScheduledBackup'],
    end: 'spec.jobTemplate',
    why: 'the operator itself takes the backup, and there is no job to describe',
  },
];
