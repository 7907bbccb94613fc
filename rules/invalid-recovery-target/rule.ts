import type { Assessment, Problem } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { Database } from '@backlint/model/database';
import type { Recovery, RecoveryTarget } from '@backlint/model/recovery';
import { readTargetTime } from '@backlint/model/target-time';
import { known, type Value } from '@backlint/source/value';
import { type OldestReachable, oldestReachable } from './oldest-reachable.ts';

/** No place on earth is further from UTC. */
const widestOffset = 14 * 3_600_000;

export const invalidRecoveryTarget: Rule = {
  id: 'invalid-recovery-target',
  summary: 'A recovery target that is refused, or that the archive can never reach',
  severity: 'error',
  since: '0.1.0',

  *check(model, { now }) {
    for (const database of model.databases) {
      const { recovery } = database;
      if (!recovery) continue;
      const oldest = oldestReachable(model, database, now);
      const problems = [
        ...judgeTogether(database, recovery),
        ...judgeEach(database, recovery, now),
        ...(oldest ? judgeAge(database, recovery, oldest) : []),
      ];
      yield* problems;
      const { time } = recovery.target;
      if (problems.length === 0 && time.kind === 'unknown') {
        const why = `whether ${database.title} can be restored up to its target is not known: ${time.why}`;
        yield { outcome: 'undecided', about: database, at: time.origin, why };
      }
      if (problems.length === 0 && time.kind === 'written') {
        const evidence = [{ message: 'the target', at: time.origin }];
        yield { outcome: 'upheld', about: database, message: `${database.title} stops at ${time.value}`, evidence };
      }
    }
  },
};

function* judgeTogether(database: Database, { target, fromSnapshots }: Recovery): Iterable<Assessment> {
  const set = exclusiveTargets(target);
  if (set.length > 1) {
    yield {
      ...problem(database, 'several', set.at(1)?.value ?? target.time),
      message: `${database.title} has ${set.map(({ field }) => field).join(' and ')}, but a restore has one target at most: the API server refuses it`,
      remedy: 'Keep the one that is meant',
      evidence: set.map(({ field, value }) => ({ message: field, at: value.origin })),
    };
  }
  const needsBackup = set.find(({ field }) => field !== 'targetTime' && field !== 'targetLSN');
  if (needsBackup && !fromSnapshots && target.backupId.kind === 'absent') {
    yield {
      ...problem(database, 'backupID', needsBackup.value),
      message: `${database.title} stops at a ${needsBackup.field}, which does not tell with which base backup to begin: the API server refuses it`,
      remedy: 'Write the identifier of the backup in `backupID`, as its Backup object shows it',
    };
  }
}

function* judgeEach(database: Database, recovery: Recovery, now: Date): Iterable<Assessment> {
  const { time, lsn, timeline } = recovery.target;
  if (time.kind === 'written' && time.value !== '') yield* judgeTime(database, time, recovery, now);
  if (lsn.kind === 'written' && lsn.value !== '' && !/^[0-9A-Fa-f]{1,8}\/[0-9A-Fa-f]{1,8}$/.test(lsn.value)) {
    yield {
      ...problem(database, 'targetLSN', lsn),
      message: `"${lsn.value}" is no position in the WAL: the API server refuses it`,
      remedy: 'Write two hexadecimal numbers with a slash, as `pg_current_wal_lsn()` does: `1A/2B3C4D50`',
    };
  }
  if (timeline.kind === 'written' && !/^(latest|\+?0*[1-9][0-9]*)?$/.test(timeline.value)) {
    yield {
      ...problem(database, 'targetTLI', timeline),
      message: `"${timeline.value}" is no timeline: the API server refuses it`,
      remedy: 'Write `latest`, or the number of the timeline',
    };
  }
}

function* judgeTime(
  database: Database,
  time: Value<string> & { kind: 'written' },
  recovery: Recovery,
  now: Date,
): Iterable<Assessment> {
  const read = readTargetTime(time.value);
  if (read.kind === 'invalid') {
    const { meant } = read;
    yield {
      ...problem(database, 'targetTime', time),
      message: `"${time.value}" is no target time: the API server refuses ${database.title} and nothing is restored`,
      remedy: `Write it as \`${meant ?? '2025-05-06T12:00:00Z'}\``,
      ...(meant === undefined ? {} : replaceValue(time, meant, { title: `Write ${meant}`, safety: 'safe' })),
    };
    return;
  }
  const margin = read.hasZone ? 0 : widestOffset;
  const begin = chosenBackup(recovery);
  if (begin && read.at.getTime() + margin < begin.at.getTime()) {
    yield {
      ...problem(database, 'targetTime', time),
      // Where nothing was committed while the backup was taken, the restore succeeds, but to another moment.
      severity: 'warning',
      message: `${time.value} is before the backup \`${begin.name}\`, with which the restore begins: that moment cannot be reached, and the restore fails or stops where the backup ends`,
      remedy: 'Begin with an older backup, or name none and let one be chosen by the time',
      evidence: [{ message: 'the backup', at: begin.origin }],
    };
    return;
  }
  if (read.at.getTime() - margin <= now.getTime()) return;
  yield {
    ...problem(database, 'targetTime', time),
    message: `${time.value} is in the future: the archive ends before it, and the restore fails with "recovery ended before configured recovery target was reached"`,
    remedy: 'Write a moment that has been archived, or no target for everything there is',
  };
}

function* judgeAge(database: Database, { target: { time } }: Recovery, oldest: OldestReachable): Iterable<Assessment> {
  const read = time.kind === 'written' ? readTargetTime(time.value) : undefined;
  if (time.kind !== 'written' || read?.kind !== 'time') return;
  const margin = read.hasZone ? 0 : widestOffset;
  if (read.at.getTime() + margin >= oldest.at.getTime()) return;
  const { source, retention } = oldest;
  yield {
    ...problem(database, 'age', time),
    // It may have been restored while there still was a backup.
    severity: 'warning',
    message: `${time.value} is longer ago than the ${known(retention)} for which backups of ${source.title} are kept: whoever creates ${database.title} now finds no base backup from before, and the restore fails`,
    remedy: 'Write a moment that can still be reached; or remove what was restored and is done with',
    evidence: [{ message: 'how long backups are kept', at: retention.origin }],
  };
}

/** The backup that the restore is told to begin with, where its name shows when it was taken, which is in UTC. */
function chosenBackup({ backup, target }: Recovery) {
  for (const value of [target.backupId, backup]) {
    if (value.kind !== 'written') continue;
    const found = /(?:^|-)(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)$/.exec(value.value);
    if (!found) continue;
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found.slice(1).map(Number);
    return {
      name: value.value,
      at: new Date(Date.UTC(year, month - 1, day, hour, minute, second)),
      origin: value.origin,
    };
  }
  return undefined;
}

/** An empty text is no target; `targetImmediate` is one also where it is false. */
function exclusiveTargets(target: RecoveryTarget) {
  const texts = [
    { field: 'targetTime', value: target.time },
    { field: 'targetLSN', value: target.lsn },
    { field: 'targetName', value: target.name },
    { field: 'targetXID', value: target.xid },
  ].filter(({ value }) => value.kind === 'written' && value.value !== '');
  const immediate = { field: 'targetImmediate', value: target.immediate };
  return known(target.immediate) === undefined ? texts : [...texts, immediate];
}

function problem(database: Database, discriminator: string, { origin }: Value<unknown>) {
  return { outcome: 'problem', about: database, at: origin, discriminator } as const satisfies Partial<Problem>;
}
