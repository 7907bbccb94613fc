import type { Finding } from '@backlint/lint/finding';
import type { Report } from '@backlint/report/report';
import { originChain } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import type { DiffLines } from '../diff/diff-lines.ts';

/** What a change does to the findings; a finding is the same one as long as its fingerprint is, wherever it moves. */
export interface Comparison {
  /** There after the change and not before it: also where no line near it changed, for what it relates to did. */
  readonly introduced: readonly Finding[];
  /** There before and after, with a part on a line that the change touches. */
  readonly touched: readonly Finding[];
  /** There before and after, and nowhere near the change. */
  readonly untouched: readonly Finding[];
  /** There before and not after. */
  readonly fixed: readonly Finding[];
}

/** Compares the reports of the base and the head of a change. */
export function compareReports(base: Report, head: Report, lines: DiffLines): Comparison {
  const before = new Set(base.findings.map(({ fingerprint }) => fingerprint));
  // What is ignored is still there, and nobody has put it right.
  const after = new Set(
    [...head.findings, ...head.ignored.map(({ finding }) => finding)].map((one) => one.fingerprint),
  );
  const remaining = head.findings.filter(({ fingerprint }) => before.has(fingerprint));
  const isTouched = (finding: Finding) => placesOf(finding).some(lines.isChanged);
  return {
    introduced: head.findings.filter(({ fingerprint }) => !before.has(fingerprint)),
    touched: remaining.filter(isTouched),
    untouched: remaining.filter((finding) => !isTouched(finding)),
    fixed: base.findings.filter(({ fingerprint }) => !after.has(fingerprint)),
  };
}

/** Anything a rule said, with the places that show it. */
interface Placed {
  readonly at: Finding['at'];
  readonly about: Finding['about'];
  readonly evidence?: Finding['evidence'];
}

/** Every place after the change that takes part in a statement: where it points, its part, its evidence, what led to them. */
export function placesOf({ at, about, evidence = [] }: Placed): readonly Range[] {
  const shown = evidence.filter(({ isBefore }) => !isBefore).map((one) => one.at);
  return [at, about.origin, ...shown].flatMap((origin) => [...originChain(origin)]);
}
