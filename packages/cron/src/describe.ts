import { dayNumberOf } from './calendar-date.ts';
import { describeDays } from './describe-days.ts';
import { nextMatchingDay } from './matching-day.ts';
import type { CalendarSchedule, Schedule } from './schedule.ts';
import { durationInWords, listed, listedNumbers, stepOf } from './words.ts';

/**
 * When a schedule runs, in words: "every day at 03:00:00", "at second 0 of minute 3, every hour, in January". Seconds are
 * named for `cnpg` only, which has them. The zone is named only where the expression itself does.
 */
export function describe(schedule: Schedule): string {
  if (schedule.kind === 'interval') {
    const { periodSeconds } = schedule;
    const period = periodSeconds % 86_400 === 0 ? `${periodSeconds / 3600} hours` : durationInWords(periodSeconds);
    return `every ${period.replace(/^1 (?!.* )/, '')}, counted from the last run`;
  }
  if (isImpossible(schedule)) return 'never';
  const days = describeDays(schedule);
  const clockTimes = describeClockTimes(schedule);
  const zone = schedule.timeZone === undefined ? '' : ` (${schedule.timeZone})`;
  if (clockTimes !== undefined) return `${days} at ${clockTimes}${zone}`;
  const frequency = `${describeMinutes(schedule)}${describeHours(schedule)}`;
  return `${frequency}${days === 'every day' ? '' : `, ${days.replace(/^every day /, '')}`}${zone}`;
}

/** Whether no day on the calendar, or no time on the clock, ever matches. */
function isImpossible(schedule: CalendarSchedule): boolean {
  const { hours, minutes, seconds } = schedule;
  if ([hours, minutes, seconds].some(({ values }) => values.length === 0)) return true;
  // The calendar repeats after 400 years.
  return nextMatchingDay(schedule, dayNumberOf(2000, 1, 1), 2399) === undefined;
}

/** The times of day one by one, if there are few. */
function describeClockTimes({ hours, minutes, seconds, dialect }: CalendarSchedule): string | undefined {
  if (hours.values.length * minutes.values.length * seconds.values.length > 4) return undefined;
  const times = hours.values.flatMap((hour) =>
    minutes.values.flatMap((minute) =>
      seconds.values.map((second) => (dialect === 'cnpg' ? [hour, minute, second] : [hour, minute])),
    ),
  );
  return listed(times.map((time) => time.map(twoDigits).join(':')));
}

function describeMinutes({ minutes, seconds, dialect }: CalendarSchedule): string {
  const [second] = seconds.values;
  const minuteStep = fullTurnStep(minutes.values, 60);
  if (seconds.values.length === 1) {
    if (minuteStep !== undefined) {
      const [first = 0] = minutes.values;
      const start = first === 0 ? '' : ` from minute ${first}`;
      return `${everySo(minuteStep, 'minute')}${start}${second === 0 ? '' : ` at second ${second}`}`;
    }
    return `at ${dialect === 'cnpg' ? `second ${second} of ` : ''}${named('minute', minutes.values)}`;
  }
  const secondStep = fullTurnStep(seconds.values, 60);
  const [firstSecond = 0] = seconds.values;
  const ofMinutes = minutes.values.length === 60 ? '' : ` of ${named('minute', minutes.values)}`;
  if (secondStep !== undefined) {
    return `${everySo(secondStep, 'second')}${firstSecond === 0 ? '' : ` from second ${firstSecond}`}${ofMinutes}`;
  }
  return `at ${named('second', seconds.values)}${ofMinutes === '' ? ' of every minute' : ofMinutes}`;
}

function describeHours({ hours, minutes }: CalendarSchedule): string {
  const step = fullTurnStep(hours.values, 24);
  const isAllHourLong = fullTurnStep(minutes.values, 60) !== undefined;
  if (step === 1) return isAllHourLong ? '' : ', every hour';
  const [first = 0, last = 0] = [hours.values[0], hours.values.at(-1)];
  if (isAllHourLong) {
    if (stepOf(hours.values) === 1) return `, from ${twoDigits(first)}:00 to ${twoDigits(last)}:59`;
  } else if (step !== undefined) {
    return `, ${everySo(step, 'hour')}${first === 0 ? '' : ` from hour ${first}`}`;
  }
  return ` of ${named('hour', hours.values)}`;
}

/** The step of values that go evenly round a clock face with so many places, so that the wrap is a step like any other. */
function fullTurnStep(values: readonly number[], places: number): number | undefined {
  const step = stepOf(values);
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  return step !== undefined && first + places - last === step ? step : undefined;
}

function everySo(step: number, unit: string): string {
  return step === 1 ? `every ${unit}` : `every ${step} ${unit}s`;
}

function named(unit: string, values: readonly number[]): string {
  return `${unit}${values.length === 1 ? '' : 's'} ${listedNumbers(values)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
