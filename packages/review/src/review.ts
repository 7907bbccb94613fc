import type { Finding } from '@backlint/lint/finding';
import type { Report } from '@backlint/report/report';
import type { Comparison } from './compare/compare-reports.ts';
import type { Kept } from './conventions/process-convention.ts';
import type { InlineNote } from './inline-notes.ts';
import type { PlaceBefore } from './place-before.ts';

/** Everything a review says, as data; `renderReview` makes the text that people read. */
export interface Review {
  readonly title: string;
  /** What the checked files are written in, such as `Terraform, CloudNativePG`. */
  readonly technologies: readonly string[];
  /** What holds about the parts that the change touches, with the places that show it. */
  readonly verified: Report['upheld'];
  /** Findings and files that must be put right before the change is merged. */
  readonly blockers: readonly Blocker[];
  /** Lesser findings of the change itself. */
  readonly nits: readonly Finding[];
  /** Findings that the change does not touch, the graver first. */
  readonly elsewhere: readonly Finding[];
  readonly fixed: readonly Finding[];
  readonly conventions: readonly Kept[];
  /** Findings of the change itself that somebody decided to live with, and who decided it where. */
  readonly waived: Report['ignored'];
  /** What could not be decided about the parts that the change touches, or only since the change. */
  readonly undecided: Report['undecided'];
  /** What the change gains or loses when disaster strikes, in sentences. */
  readonly postureChanges: readonly string[];
  /** What was not checked at all, in sentences. */
  readonly caveats: readonly string[];
  readonly verdict: 'APPROVED' | 'NOT APPROVED';
  readonly inline: readonly InlineNote[];
  readonly comparison: Comparison;
}

/** Whether a review says anything of the change itself, and not only of what was there before. */
export function isAboutChange(review: Review): boolean {
  const { verified, blockers, nits, fixed, conventions, undecided, waived, postureChanges } = review;
  return [verified, blockers, nits, fixed, conventions, undecided, waived, postureChanges].some(
    ({ length }) => length > 0,
  );
}

/** Something that stands against merging: what, where, and what to do about it. */
export interface Blocker {
  readonly message: string;
  readonly rule?: string;
  readonly place?: string;
  readonly placeBefore?: PlaceBefore;
  readonly remedy?: string;
}
