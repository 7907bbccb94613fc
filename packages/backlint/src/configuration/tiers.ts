import type { Tier } from '@backlint/lint/tier';
import type { Configuration } from './schema.ts';

const seconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Barman counts a month as 31 days. */
const days: Readonly<Record<string, number>> = { d: 1, w: 7, m: 31 };

/** The tiers of a configuration in the units of rules. */
export function tiersOf({ tiers = {} }: Configuration): readonly Tier[] {
  return Object.entries(tiers).map(([name, { match, rpo, retention, ...rest }]) => ({
    name,
    namespaces: match?.namespaces ?? [],
    names: match?.names ?? [],
    ...defined({
      rpoSeconds: rpo === undefined ? undefined : amountOf(rpo, seconds),
      retentionDays: retention === undefined ? undefined : amountOf(retention, days),
    }),
    ...defined(rest),
  }));
}

function amountOf(text: string, units: Readonly<Record<string, number>>): number {
  return Number(text.slice(0, -1)) * (units[text.slice(-1)] ?? 1);
}

function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return JSON.parse(JSON.stringify(Object.fromEntries(entries)));
}
