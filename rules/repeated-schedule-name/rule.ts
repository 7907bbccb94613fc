import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { known } from '@backlint/source/value';

export const repeatedScheduleName: Rule = {
  id: 'repeated-schedule-name',
  summary: 'One name for the schedules of several databases',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    const schedules = model.baseBackupSchedules.filter(({ databaseName }) => known(databaseName) !== undefined);
    for (const address of new Set(schedules.map((schedule) => schedule.address))) {
      yield* judge(schedules.filter((schedule) => schedule.address === address));
    }
  },
};

function* judge(schedules: readonly BaseBackupSchedule[]): Iterable<Assessment> {
  const byDatabase = new Map(schedules.map((schedule) => [known(schedule.databaseName) ?? '', schedule]));
  const [first, ...others] = byDatabase.values();
  if (!first || others.length === 0) return;
  const names = [...byDatabase.keys()].sort().map((name) => `\`${name}\``);
  yield {
    outcome: 'problem',
    about: first,
    message: `${first.title} is declared for ${names.slice(0, -1).join(', ')} and ${names.at(-1)}: in one Kubernetes cluster the last one that is applied replaces the others, and only its database is backed up`,
    remedy: 'Give each schedule a name of its own, such as that of its cluster',
    evidence: others.slice(0, 3).map(({ origin }) => ({ message: 'the same name again', at: origin })),
  };
}
