import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';

const annotation = 'cnpg.io/volumeSnapshotDeadline';

export const ineffectiveSnapshotDeadline: Rule = {
  id: 'ineffective-snapshot-deadline',
  summary: 'A deadline for volume snapshots that nothing reads, or that is refused',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const { setting, about, origin, value, why } of model.ineffectiveSettings) {
      if (setting !== 'snapshot-deadline') continue;
      yield {
        outcome: 'problem',
        about,
        at: origin,
        discriminator: 'key',
        severity: 'warning',
        message: `The deadline for snapshots of ${about.title} has no effect: ${why}, and gives up after 10 minutes without it`,
        remedy: `Call the annotation ${annotation}`,
        ...replaceValue(value, annotation, { title: `Call it ${annotation}`, safety: 'safe' }),
      };
    }
    for (const request of [...model.baseBackupSchedules, ...model.oneOffBackups]) {
      const { snapshotDeadline, title } = request;
      if (snapshotDeadline.kind !== 'written' || /^[+-]?\d+$/.test(snapshotDeadline.value)) continue;
      yield {
        outcome: 'problem',
        about: request,
        at: snapshotDeadline.origin,
        discriminator: 'value',
        message: `"${snapshotDeadline.value}" is no number of minutes: the API server refuses the Backup objects of ${title}, and nothing is backed up`,
        remedy: 'Write a whole number of minutes without a unit: `"30"`',
      };
    }
  },
};
