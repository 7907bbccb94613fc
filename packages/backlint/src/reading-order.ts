import type { Diagnostic } from '@backlint/source/diagnostic';
import { compareText } from '@backlint/source/source-tree';

/** Orders diagnostics the way people read: by path, by offset, by code. */
export function inReadingOrder(left: Diagnostic, right: Diagnostic): number {
  return (
    compareText(left.at.file.path, right.at.file.path) ||
    left.at.start - right.at.start ||
    compareText(left.code, right.code)
  );
}
