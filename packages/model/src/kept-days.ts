import { known, type Value } from '@backlint/source/value';

/** Barman counts a month as 31 days. */
const days: Readonly<Record<string, number>> = { d: 1, w: 7, m: 31 };

/** How many days a retention such as `30d` or `4w` goes back; undefined where it is not known, or is none. */
export function keptDays(retention: Value<string>): number | undefined {
  const { count, unit = '' } = /^(?<count>[1-9]\d*)(?<unit>[dwm])$/.exec(known(retention) ?? '')?.groups ?? {};
  return count === undefined ? undefined : Number(count) * (days[unit] ?? 0);
}
