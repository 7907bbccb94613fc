import { cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import { nextRuns } from '@backlint/cron/next-run';
import type { Schedule as CronSchedule } from '@backlint/cron/schedule';
import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { archivedSchedulesOf } from '@backlint/model/questions';
import { readTiming, type Timing } from '@backlint/model/timing';
import type { Verification } from '@backlint/model/verification';
import { known } from '@backlint/source/value';
import { moveFix } from './move-fix.ts';

const minute = 60_000;
const settling = 30 * minute;
const hour = 3_600;
const halfYear = 183 * 24 * 60 * minute;

export const prematureVerification: Rule = {
  id: 'premature-verification',
  summary: 'A verification that runs before the backup it should look at, or together with it',
  severity: 'warning',
  since: '0.1.0',

  *check(model, { now }) {
    for (const verification of model.verifications) {
      const own = readTiming(verification.schedule);
      if (own.kind !== 'computed' || known(verification.suspended) === true) continue;
      const { maximumGap } = cadenceOf(own.schedule, yearsFrom(now, 1), own.zone);
      // A job that looks every hour or oftener meets each backup soon enough, whenever that is done.
      if (maximumGap === undefined || maximumGap <= hour) continue;
      const schedules = schedulesBehind(model, verification);
      const suits = (moved: CronSchedule) =>
        schedules.every((schedule) => isInTime({ ...own, schedule: moved }, schedule, now));
      for (const schedule of schedules) yield* judge(verification, own, schedule, { now, suits });
    }
  },
};

function schedulesBehind(model: BackupModel, { covers }: Verification): readonly BaseBackupSchedule[] {
  return covers.flatMap((link) => (link.kind === 'resolved' ? archivedSchedulesOf(model, link.to) : []));
}

type Computed = Extract<Timing, { kind: 'computed' }>;

function* judge(
  verification: Verification,
  own: Computed,
  schedule: BaseBackupSchedule,
  { now, suits }: { readonly now: Date; readonly suits: (moved: CronSchedule) => boolean },
): Iterable<Assessment> {
  const backup = readTiming(schedule.schedule);
  if (backup.kind !== 'computed' || known(schedule.suspended) === true) return;
  const at = verification.schedule.expression.origin;
  const evidence = [{ message: `${schedule.title} runs by this`, at: schedule.schedule.expression.origin }];
  if (own.schedule.kind === 'interval' || backup.schedule.kind === 'interval') {
    const why = 'an @every schedule runs at no particular time of day';
    yield { outcome: 'undecided', about: verification, at, why };
    return;
  }
  const distance = shortestWait(own, backup, now);
  if (distance === undefined) return;
  const isTooSoon = distance.wait < settling;
  if (!isTooSoon && distance.wait <= longestWait(own, backup, now)) {
    const message = `${verification.title} looks ${inWords(distance.wait)} after ${schedule.title} begins`;
    yield { outcome: 'upheld', about: verification, message, evidence: [{ message: 'its schedule', at }, ...evidence] };
    return;
  }
  const time = new Date(distance.at).toISOString().slice(11, 16);
  yield {
    outcome: 'problem',
    about: verification,
    at,
    discriminator: schedule.address,
    message: isTooSoon
      ? `${verification.title} runs at ${time} UTC, ${distance.wait === 0 ? 'together with' : `${inWords(distance.wait)} after`} ${schedule.title}: it looks before the backup is done and judges the one before`
      : `${verification.title} runs at ${time} UTC, ${inWords(distance.wait)} after the last run of ${schedule.title} and before the next: a failed backup stays unnoticed for as long`,
    remedy: 'Let it run one to a few hours after the backup begins',
    evidence,
    ...moveFix(verification, distance.wait, suits),
  };
}

/** Whether a verification at these times would follow a schedule's backups as it should. */
function isInTime(own: Computed, schedule: BaseBackupSchedule, now: Date): boolean {
  const backup = readTiming(schedule.schedule);
  if (backup.kind !== 'computed' || known(schedule.suspended) === true || backup.schedule.kind === 'interval')
    return true;
  const wait = shortestWait(own, backup, now)?.wait ?? settling;
  return wait >= settling && wait <= longestWait(own, backup, now);
}

/**
 * Half the time between two backups, in milliseconds: a verification later than that is nearer to the next one. One that
 * looks at few of many backups does not look sooner by looking at another hour.
 */
function longestWait(own: Computed, backup: Computed, now: Date): number {
  const gapOf = ({ schedule, zone }: Computed) => cadenceOf(schedule, yearsFrom(now, 1), zone).maximumGap ?? 0;
  const gap = gapOf(backup);
  // A day on which the clock is set back is no rarer look.
  return gapOf(own) > gap + 2 * hour ? Number.POSITIVE_INFINITY : (gap * 1000) / 2;
}

/** The shortest time from a backup's start to the verification that follows it, over the next runs of both. */
function shortestWait(own: Computed, backup: Computed, now: Date): { wait: number; at: number } | undefined {
  // Between two zones the time may be another in half a year.
  const seasons = own.zone === backup.zone ? [now] : [now, new Date(now.getTime() + halfYear)];
  const waits = seasons.flatMap((from) => {
    const backups = nextRuns(backup.schedule, from, 400, backup.zone);
    return nextRuns(own.schedule, from, 60, own.zone).flatMap((run) => {
      const before = backups.findLast((start) => start <= run);
      return before === undefined ? [] : [{ wait: run - before, at: run }];
    });
  });
  return waits.reduce<{ wait: number; at: number } | undefined>(
    (shortest, one) => (shortest === undefined || one.wait < shortest.wait ? one : shortest),
    undefined,
  );
}

function inWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / minute);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
}
