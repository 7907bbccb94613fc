import { compareText } from '@backlint/source/source-tree';
import { distance } from 'fastest-levenshtein';

/**
 * The one of some names that somebody most likely meant by another; undefined where none is near, or where two are
 * equally near. A name that continues or shortens another by whole words (`orders`, `orders-db`) is near.
 */
export function nearestName(written: string, names: readonly string[]): string | undefined {
  const ranked = [...new Set(names)]
    .filter((name) => name !== written && isNear(written, name))
    .map((name) => ({ name, far: distance(written, name) }))
    .sort((left, right) => left.far - right.far || compareText(left.name, right.name));
  const [first, second] = ranked;
  return first && first.far !== second?.far ? first.name : undefined;
}

function isNear(written: string, name: string): boolean {
  if (name.startsWith(`${written}-`) || written.startsWith(`${name}-`)) return true;
  return distance(written, name) <= Math.max(1, Math.min(3, Math.floor(written.length / 3)));
}
