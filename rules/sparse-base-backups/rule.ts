import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { keptDays } from '@backlint/model/kept-days';
import { maximumGap } from '@backlint/model/posture/maximum-gap';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { schedulesOf, walArchivesOf } from '@backlint/model/questions';
import { isFiveFieldMistake } from '@backlint/model/timing';
import { known } from '@backlint/source/value';

const day = 86_400;

export const sparseBaseBackups: Rule = {
  id: 'sparse-base-backups',
  summary: 'Base backups that are further apart than they are kept',
  severity: 'warning',
  since: '0.1.0',

  *check(model, { now }) {
    for (const database of model.databases) yield* judge(model, database, now);
  },
};

function* judge(model: BackupModel, database: Database, now: Date): Iterable<Assessment> {
  const { certain, possible } = schedulesOf(model, database);
  const running = certain.filter((schedule) => known(schedule.suspended) === false && goesToTheArchive(schedule));
  const gaps = running.map((schedule) => ({ schedule, gap: maximumGap(schedule.schedule, now) }));
  // Several schedules fill each other's gaps, so the densest alone is an upper bound.
  const [densest] = gaps.flatMap(asKnown).sort((left, right) => left.gap - right.gap);
  const isOpen = gaps.some(({ gap }) => gap === undefined) || possible.length > 0 || certain.some(mayBeOne);
  if (!densest || isOpen) return;
  for (const { destination } of walArchivesOf(model, database).certain) {
    if (destination.kind !== 'resolved') continue;
    const { retention } = destination.to;
    const kept = keptDays(retention);
    if (kept === undefined || retention.kind !== 'written') continue;
    const { schedule, gap } = densest;
    const evidence = [{ message: 'how long backups are kept', at: retention.origin }];
    const common = { about: schedule, at: schedule.schedule.expression.origin, evidence };
    const apart = `${Math.floor(gap / day)} days`;
    if (gap <= kept * day) {
      const message = `${schedule.title} takes a base backup within the ${retention.value} that they are kept`;
      yield { ...common, outcome: 'upheld', message };
      continue;
    }
    yield {
      ...common,
      outcome: 'problem',
      message: `The base backups of ${database.title} are up to ${apart} apart, but kept for ${retention.value}: each restore replays the WAL of up to ${apart}, and all of that must be kept anyway`,
      remedy: 'Take a base backup at least twice within the time that backups are kept',
    };
  }
}

/** Five cron fields, read with seconds first, are the matter of `five-field-schedule`. */
function goesToTheArchive({ method, schedule }: BaseBackupSchedule): boolean {
  return (known(method) === 'barmanObjectStore' || known(method) === 'plugin') && !isFiveFieldMistake(schedule);
}

function mayBeOne({ suspended, method, schedule }: BaseBackupSchedule): boolean {
  return suspended.kind === 'unknown' || method.kind === 'unknown' || isFiveFieldMistake(schedule);
}

function asKnown({ schedule, gap }: { readonly schedule: BaseBackupSchedule; readonly gap: number | undefined }) {
  return gap === undefined ? [] : [{ schedule, gap }];
}
