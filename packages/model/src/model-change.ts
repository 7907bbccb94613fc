import type { BackupModel } from './backup-model.ts';
import type { Part } from './part.ts';

/** What the sources say about backups before and after a change of them. */
export interface ModelChange {
  readonly before: BackupModel;
  readonly after: BackupModel;
}

/** The same part on both sides of a change. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * The parts that are there on both sides, by their addresses, in the order of the side after. Overlays may make several of
 * one address, which are paired in their order where there are equally many; else nothing tells which became which.
 */
export function pairsOf<T extends Part>(before: readonly T[], after: readonly T[]): readonly Pair<T>[] {
  const [was, is] = [byAddress(before), byAddress(after)];
  return [...is].flatMap(([address, parts]) => {
    const old = was.get(address) ?? [];
    if (old.length !== parts.length) return [];
    return parts.flatMap((part, index) => {
      const partner = old[index];
      return partner ? [{ before: partner, after: part }] : [];
    });
  });
}

/** Those of the first parts that are not among the others, wherever they are made: what is new, or what is gone. */
export function onlyIn<T extends Part>(parts: readonly T[], others: readonly Part[]): readonly T[] {
  const known = new Set(others.map(nameOf));
  return parts.filter((part) => !known.has(nameOf(part)));
}

/** The address without the place by which objects of one name are told apart: that comes and goes with the others. */
function nameOf({ address }: Part): string {
  return address.replace(/@[^#]*/, '');
}

function byAddress<T extends Part>(parts: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const part of parts) {
    const others = groups.get(part.address);
    if (others) others.push(part);
    else groups.set(part.address, [part]);
  }
  return groups;
}
