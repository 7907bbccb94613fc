import { cadenceOf, yearsFrom } from '@backlint/cron/cadence';
import { nextRuns } from '@backlint/cron/next-run';
import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { archivedSchedulesOf } from '@backlint/model/questions';
import { readTiming, type Timing } from '@backlint/model/timing';
import type { FreshnessWindow, Verification } from '@backlint/model/verification';
import { known } from '@backlint/source/value';

const hour = 3_600;
/** What a backup may take until it counts, in seconds. */
const settling = 1_800;

export const mismatchedVerificationWindow: Rule = {
  id: 'mismatched-verification-window',
  summary: 'A freshness check whose window does not fit the backups it looks at',
  severity: 'warning',
  since: '0.1.0',

  *check(model, { now }) {
    for (const verification of model.verifications) {
      const window = windowOf(verification);
      const own = readTiming(verification.schedule);
      if (!window || own.kind !== 'computed') continue;
      const schedules = verification.covers.flatMap((link) =>
        link.kind === 'resolved' ? archivedSchedulesOf(model, link.to) : [],
      );
      for (const schedule of schedules) yield* judge(verification, window, schedule, { own, now });
    }
  },
};

/** The window for base backups; nothing where several could be it. */
function windowOf({ windows, looksAt }: Verification): FreshnessWindow | undefined {
  const base = windows.filter(({ of }) => of === 'base-backups');
  const open = looksAt.baseBackups ? windows.filter(({ of }) => of === 'anything') : [];
  const candidates = base.length > 0 ? base : open;
  return new Set(candidates.map(({ seconds }) => seconds)).size === 1 ? candidates[0] : undefined;
}

type Computed = Extract<Timing, { kind: 'computed' }>;

function* judge(
  verification: Verification,
  window: FreshnessWindow,
  schedule: BaseBackupSchedule,
  { own, now }: { readonly own: Computed; readonly now: Date },
): Iterable<Assessment> {
  const backup = readTiming(schedule.schedule);
  if (backup.kind !== 'computed' || known(schedule.suspended) === true) return;
  const gap = cadenceOf(backup.schedule, yearsFrom(now, 1), backup.zone).maximumGap;
  if (gap === undefined) return;
  const oldest = oldestSeen(own, backup, gap, now);
  const at = window.origin;
  const evidence = [{ message: `${schedule.title} runs by this`, at: schedule.schedule.expression.origin }];
  const problem = { outcome: 'problem', about: verification, at, discriminator: schedule.address, evidence } as const;
  if (oldest !== undefined && window.seconds < oldest) {
    yield {
      ...problem,
      message: `${verification.title} wants a base backup of the last ${inWords(window.seconds)}, but that of ${schedule.title} may be ${inWords(oldest)} old when it looks: it fails though all is well, and people learn to ignore it`,
      remedy: `Allow ${inWords(Math.ceil((oldest + hour) / hour) * hour)}`,
    };
  } else if (window.seconds > 2 * gap) {
    yield {
      ...problem,
      severity: 'note',
      message: `${verification.title} is content with a base backup of the last ${inWords(window.seconds)}, and ${schedule.title} takes one every ${inWords(gap)}: ${Math.floor(window.seconds / gap)} in a row may fail before it notices`,
      remedy: `Allow one period and some hours: ${inWords(Math.ceil((gap + 2 * hour) / hour) * hour)}`,
    };
  } else {
    const message = `The window of ${verification.title}, ${inWords(window.seconds)}, fits ${schedule.title}`;
    yield { outcome: 'upheld', about: verification, at, message, evidence };
  }
}

/** The age in seconds that the newest finished backup may have when the check runs. */
function oldestSeen(own: Computed, backup: Computed, gap: number, now: Date): number | undefined {
  const { maximumGap } = cadenceOf(own.schedule, yearsFrom(now, 1), own.zone);
  if (maximumGap === undefined || own.schedule.kind === 'interval' || backup.schedule.kind === 'interval')
    return undefined;
  if (maximumGap <= hour) return gap + settling;
  const backups = nextRuns(backup.schedule, now, 400, backup.zone);
  const ages = nextRuns(own.schedule, now, 60, own.zone).flatMap((run) => {
    const before = backups.findLast((start) => start <= run - settling * 1000);
    return before === undefined ? [] : [(run - before) / 1000];
  });
  return ages.length === 0 ? undefined : Math.max(...ages);
}

function inWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} minutes`;
  return minutes < 2_880 + 60 ? `${Math.round(minutes / 60)} hours` : `${Math.round(minutes / 1_440)} days`;
}
