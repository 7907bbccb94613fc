import type { Origin } from '@backlint/source/origin';
import { known, type Value } from '@backlint/source/value';
import { withoutSlashes } from './archive-identity.ts';

/** Whether two values are the same text, slashes at the end aside; undefined where the files decide neither that nor the contrary. */
export function isSameText(before: Value<string>, after: Value<string>): boolean | undefined {
  if (before.kind === 'unknown' || after.kind === 'unknown') {
    return isWrittenAlike(before.origin, after.origin) ? true : undefined;
  }
  return withoutSlashes(known(before) ?? '') === withoutSlashes(known(after) ?? '');
}

/** Whether the same words are written at two places: what the files do not decide is then the same on both sides of a change. */
export function isWrittenAlike(before: Origin, after: Origin): boolean {
  return wordsAt(before) === wordsAt(after);
}

function wordsAt({ range }: Origin): string {
  return range.file.text.slice(range.start, range.end);
}
