import { neverRuns } from '@backlint/cron/next-run';
import { readTiming, type Scheduled } from '../timing.ts';
import { type Chance, no, unknown, yes } from './copy.ts';

/** Whether something that goes by the clock really runs from now on. */
export function runningChance(
  { title, schedule, suspended }: Pick<Scheduled, 'title' | 'schedule' | 'suspended'>,
  now: Date,
): Chance {
  if (suspended.kind === 'unknown') return unknown(`whether ${title} is suspended is not known: ${suspended.why}`);
  if (suspended.kind !== 'absent' && suspended.value) return no(`${title} is suspended`);
  const timing = readTiming(schedule);
  if (timing.kind === 'unknown') return unknown(`when ${title} runs is not known: ${timing.why}`);
  if (timing.kind === 'invalid') return no(`${title} never runs: its schedule is refused (${timing.error})`);
  return neverRuns(timing.schedule, now, timing.zone) ? no(`${title} never runs: no date matches its schedule`) : yes;
}
