import type { Database } from '@backlint/model/database';
import { known } from '@backlint/source/value';

/** Whether one database may come after another: by names that are certain, for one without a namespace gets its own somewhere. */
export function couldSucceed(gone: Database, added: Database): boolean {
  const isNamed = known(gone.name) !== undefined && known(added.name) !== undefined;
  return isNamed && (known(gone.namespace) === undefined) === (known(added.namespace) === undefined);
}

/**
 * Whether one stands where the other stood: made by the same resource, or in the same file under a name that only counts on.
 * Where others of such names stay, they are many of a kind, and one more follows nobody.
 */
export function isDeclaredLike(gone: Database, added: Database, staying: readonly Database[]): boolean {
  if (gone.terraform && gone.terraform.address === added.terraform?.address) return true;
  const isLike = (other: Database) => pathOf(other) === pathOf(added) && stemOf(other) === stemOf(added);
  return isLike(gone) && !staying.some(isLike);
}

function pathOf({ origin }: Database): string {
  return origin.range.file.path;
}

/** `orders` of `orders-v2`, `orders-17`, `orders-pg17` and `orders-new`. */
function stemOf({ name }: Database): string {
  return (known(name) ?? '').replace(/-(?:(?:v|pg|r)?\d+|new|next|blue|green|copy|restored?|recovered)$/, '');
}
