import { type Origin, originChain } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import { plural } from '../plural.ts';

/** Something a rule said about a part. */
interface Said {
  readonly rule: string;
  readonly at: Origin;
  readonly about: { readonly title: string };
}

/** What a rule says about several parts that one line makes: a component that many overlays include, a `for_each`. */
export interface SamePlace<T> {
  readonly first: T;
  readonly others: readonly T[];
}

/** Puts together what the same rule says of the same line, in the order in which each line comes first. */
export function groupedByPlace<T extends Said>(all: readonly T[]): readonly SamePlace<T>[] {
  const groups = new Map<string, { first: T; others: T[] }>();
  for (const one of all) {
    const { file, start } = placeOf(one.at);
    const key = JSON.stringify([one.rule, file.path, start]);
    const group = groups.get(key);
    if (group) group.others.push(one);
    else groups.set(key, { first: one, others: [] });
  }
  return [...groups.values()];
}

/** Where the text stands that many objects share, however each of them fills it in. */
function placeOf(at: Origin): Range {
  return originChain(at).at(-1) ?? at.range;
}

/** `Cluster shop/a, Cluster shop/b and 12 others`. */
export function titlesOf(others: readonly Said[]): string {
  const titles = others.slice(0, 3).map(({ about }) => about.title);
  const remaining = others.length - titles.length;
  return remaining > 0 ? `${titles.join(', ')} and ${plural(remaining, 'other')}` : titles.join(', ');
}
