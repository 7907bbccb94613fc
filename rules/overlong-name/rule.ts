import type { Rule } from '@backlint/lint/rule';
import type { Named } from '@backlint/model/link';
import { known, type Value } from '@backlint/source/value';

/** The time that is appended to the name of a schedule for each Backup: `-20250506020000`. */
const backupSuffix = 15;
const labelLength = 63;

export const overlongName: Rule = {
  id: 'overlong-name',
  summary: 'A name that is too long for what is named after it',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const database of model.databases) {
      yield* judge(database, 50, 'the API server refuses a Cluster with a longer name');
    }
    for (const schedule of model.baseBackupSchedules) {
      // What a CronJob calls its backups is up to its script.
      if (schedule.schedule.dialect !== 'cnpg') continue;
      const withSnapshots = known(schedule.method) === 'volumeSnapshot';
      yield* judge(
        schedule,
        withSnapshots ? labelLength - backupSuffix : labelLength,
        withSnapshots
          ? 'each snapshot carries the name of its Backup, with the time appended, in a label, so none can be created'
          : 'each Backup carries the name of its schedule in a label, so none can be created',
      );
    }
  },
};

function* judge(about: Named, limit: number, consequence: string) {
  const start = certainStart(about.name);
  if (start.length <= limit) return;
  yield {
    outcome: 'problem',
    about,
    at: about.name.origin,
    message: `The name of ${about.title} has ${about.name.kind === 'unknown' ? 'more than ' : ''}${start.length} characters, ${start.length - limit} too many: ${consequence}`,
    remedy: `Give it a name of ${limit} characters at most`,
  } as const;
}

/** A name that a template completes only gets longer. */
function certainStart(name: Value<string>): string {
  return name.kind === 'unknown' ? (name.prefix ?? '') : (known(name) ?? '');
}
