import type { Rule } from '@backlint/lint/rule';
import type { WildCloudInstance } from '@backlint/model/wild-cloud';

type Promise = WildCloudInstance['promises'][number]['name'];

const truths: Readonly<Record<Promise, string>> = {
  schedules:
    'promises backups by schedule, and Wild Cloud has no scheduler: it reads the schedules and never starts a backup',
  retention:
    'promises to keep some backups and delete others, and nothing applies it: those of volumes pile up until the disk is full',
  verification: 'promises to verify backups, and nothing starts a verification: no backup is known to be good',
};

const remedies: Readonly<Record<Promise, string>> = {
  schedules: 'Let a CronJob or timer of your own call `POST /api/v1/instances/{name}/apps/{app}/backup`',
  retention: 'Delete old backups by a job of your own, with the snapshots that Longhorn keeps of them',
  verification: 'Restore to a standby by the calendar, and look at the data',
};

export const inertBackupSetting: Rule = {
  id: 'inert-backup-setting',
  summary: 'A promise in the configuration of a Wild Cloud that nothing carries out',
  severity: 'warning',
  since: '0.1.0',

  *check({ wildCloud }) {
    for (const instance of wildCloud.instances) {
      for (const { name, origin } of instance.promises) {
        yield {
          outcome: 'problem',
          about: instance,
          at: origin,
          discriminator: name,
          ...(name === 'schedules' ? { severity: 'error' as const } : {}),
          message: `The configuration of ${instance.title} ${truths[name]}`,
          remedy: remedies[name],
        };
      }
    }
  },
};
