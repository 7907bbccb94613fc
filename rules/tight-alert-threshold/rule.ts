import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { AgeLimit, AlertRule } from '@backlint/model/alert';
import { referencesOf } from '@backlint/model/alert-references';
import type { BackupModel } from '@backlint/model/backup-model';
import { maximumGap } from '@backlint/model/posture/maximum-gap';
import { schedulesOf } from '@backlint/model/questions';
import { isFiveFieldMistake, type Scheduled } from '@backlint/model/timing';
import { databasesWatchedBy } from '@backlint/model/watched-databases';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';
import { inWords } from './in-words.ts';

const hour = 3_600;

export const tightAlertThreshold: Rule = {
  id: 'tight-alert-threshold',
  summary: 'An alert on age that fires between two runs of a healthy schedule',
  severity: 'warning',
  since: '0.1.0',

  *check(model, { now }) {
    for (const rule of model.alertRules) {
      for (const limit of rule.ageLimits) yield* judge(rule, limit, schedulesBehind(model, rule, limit, now));
    }
  },
};

interface Gap {
  readonly schedule: Scheduled;
  readonly seconds: number;
}

function* judge(rule: AlertRule, limit: AgeLimit, gaps: readonly Gap[]): Iterable<Assessment> {
  const [longest] = [...gaps].sort((left, right) => right.seconds - left.seconds);
  const patience = known(rule.patience);
  if (!longest || patience === undefined) return;
  const { schedule, seconds } = longest;
  const evidence = [{ message: `${schedule.title} runs by this`, at: schedule.schedule.expression.origin }];
  const place = { about: rule, at: limit.origin, evidence };
  // A run takes its time, and one that takes longer than the one before ends later than the gap says.
  if (limit.seconds > seconds || limit.seconds + patience >= seconds + hour) {
    const message = sentence(
      `${rule.title} allows ${inWords(limit.seconds)}, and ${schedule.title} runs every ${inWords(seconds)} at least`,
    );
    yield { outcome: 'upheld', ...place, message };
    return;
  }
  yield {
    outcome: 'problem',
    ...place,
    discriminator: String(limit.seconds),
    message: sentence(
      `${rule.title} fires after ${inWords(limit.seconds)}, but ${schedule.title} runs only every ${inWords(seconds)}: ${
        limit.seconds < seconds
          ? 'it fires between two runs while all is well'
          : 'a run that takes longer than the one before it sets it off'
      }`,
    ),
    remedy: `Allow the time between two runs, how long one takes, and a margin: ${seconds + 2 * hour} for ${inWords(seconds + 2 * hour)}`,
  };
}

function schedulesBehind(model: BackupModel, rule: AlertRule, { metrics }: AgeLimit, now: Date): readonly Gap[] {
  return metrics.flatMap((use) => {
    if (/_last_available_backup_timestamp$/.test(use.name)) {
      return databasesWatchedBy(use, rule).certain.flatMap((database) => {
        const { certain, possible } = schedulesOf(model, database);
        return possible.length > 0 ? [] : densestOf(certain, now);
      });
    }
    if (!/^kube_cronjob_status_last_(?:successful|schedule)_time$/.test(use.name)) return [];
    const jobs = new Set(referencesOf(use, rule).flatMap(({ found }) => found.map(({ address }) => address)));
    const scheduled: readonly Scheduled[] = [...model.verifications, ...model.logicalDumps];
    return scheduled.filter(({ address }) => jobs.has(address)).flatMap((job) => densestOf([job], now));
  });
}

/** The schedule of several that leaves the shortest gap; none where one of them is not known. */
function densestOf(schedules: readonly Scheduled[], now: Date): readonly Gap[] {
  if (schedules.some(({ suspended, schedule }) => suspended.kind === 'unknown' || isFiveFieldMistake(schedule)))
    return [];
  const running = schedules.filter(({ suspended }) => known(suspended) === false);
  const gaps = running.flatMap((schedule) => {
    const seconds = maximumGap(schedule.schedule, now);
    return seconds === undefined ? [] : [{ schedule, seconds }];
  });
  if (gaps.length < running.length) return [];
  return gaps.sort((left, right) => left.seconds - right.seconds).slice(0, 1);
}
