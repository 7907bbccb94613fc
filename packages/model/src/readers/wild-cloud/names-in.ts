import type { Node } from '@backlint/source/node';
import type { NamedPlace } from '../../wild-cloud.ts';

/** The items of a list that are plain texts, each at its place. */
export function namesIn(items: readonly Node[]): readonly NamedPlace[] {
  return items.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' ? [{ name: item.value, origin: item.origin }] : [],
  );
}
