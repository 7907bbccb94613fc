import type { Slot } from '@backlint/cron/free-slot';
import type { Schedule } from '@backlint/model/schedule';
import { known } from '@backlint/source/value';

/** A schedule that runs at one time of its days, in parts. */
export interface TimeOfDay extends Slot {
  /** The expression for another time of the same days. */
  at(slot: Slot): string;
  /** Whether it runs every day. */
  readonly isDaily: boolean;
}

/** The one time of day at which a schedule runs; undefined where it has several, or is written in another way. */
export function timeOfDay({ dialect, expression }: Schedule): TimeOfDay | undefined {
  const [seconds, fields] = dialect === 'cnpg' ? ['\\d+ +', 6] : ['', 5];
  const text = known(expression) ?? '';
  const parts = new RegExp(`^(${seconds})(\\d+)( +)(\\d+)( .*)$`).exec(text);
  if (!parts || text.trim().split(/ +/).length !== fields) return undefined;
  const [, start = '', minute, gap = '', hour, days = ''] = parts;
  return {
    hour: Number(hour),
    minute: Number(minute),
    isDaily: /^( +[*?]){3} *$/.test(days),
    at: (slot) => `${start}${slot.minute}${gap}${slot.hour}${days}`,
  };
}
