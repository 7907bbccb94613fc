import type { Tier } from '@backlint/lint/tier';
import { secondsOf } from './duration.ts';
import type { Configuration } from './schema.ts';

/** Barman counts a month as 31 days. */
const days: Readonly<Record<string, number>> = { d: 1, w: 7, m: 31 };

/** The tiers of a configuration in the units of rules. */
export function tiersOf({ tiers = {} }: Configuration): readonly Tier[] {
  return Object.entries(tiers).map(([name, { match, rpo, retention, ...rest }]) => ({
    name,
    namespaces: match?.namespaces ?? [],
    names: match?.names ?? [],
    ...defined({
      rpoSeconds: rpo === undefined ? undefined : secondsOf(rpo),
      retentionDays: retention === undefined ? undefined : daysOf(retention),
    }),
    ...defined(rest),
  }));
}

function daysOf(text: string): number {
  return Number(text.slice(0, -1)) * (days[text.slice(-1)] ?? 1);
}

function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)));
}
