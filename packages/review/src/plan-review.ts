import type { Finding } from '@backlint/lint/finding';
import { caveats } from '@backlint/report/caveats';
import { unreadOf } from '@backlint/report/diagnostic-severity';
import type { Report } from '@backlint/report/report';
import { originChain } from '@backlint/source/origin';
import { citation } from '@backlint/source/position';
import { compareReports, placesOf } from './compare/compare-reports.ts';
import { judgeConventions } from './conventions/judge-conventions.ts';
import type { ReviewConventions } from './conventions/review-conventions.ts';
import type { ChangedFile } from './diff/changed-file.ts';
import { type DiffLines, diffLines } from './diff/diff-lines.ts';
import { inlineNotes } from './inline-notes.ts';
import { placeBeforeOf } from './place-before.ts';
import type { PullRequest } from './pull-request.ts';
import type { Blocker, Review } from './review.ts';
import { technologiesOf } from './technologies.ts';

/** What a review is made from. */
export interface ReviewInput {
  readonly base: Report;
  readonly head: Report;
  readonly files: readonly ChangedFile[];
  readonly pullRequest: PullRequest;
  readonly conventions: ReviewConventions;
  /** What the change gains or loses when disaster strikes, in sentences. */
  readonly postureChanges?: readonly string[];
  /** What of the change could not be looked at, in sentences: it does not pass then. */
  readonly unseen?: readonly string[];
}

/** Judges a change: what it brings, what it touches and what it leaves as it was. The same input gives the same review. */
export function planReview(input: ReviewInput): Review {
  const { base, head, files, pullRequest, conventions } = input;
  const lines = diffLines(files);
  const comparison = compareReports(base, head, lines);
  const own = [...comparison.introduced, ...comparison.touched];
  const kept = judgeConventions(pullRequest, files, conventions);
  const blockers = [
    ...own.filter(isError).map(blockerOf),
    ...unreadBlockers(base, head),
    ...(input.unseen ?? []).map((message) => ({ message })),
    ...head.failures.map(({ rule }) => ({ message: `The rule ${rule} failed, so this change is not fully checked` })),
    ...kept.filter(({ isBlocker }) => isBlocker).map(({ text }) => ({ message: text })),
  ];
  const wasOpen = new Set(base.undecided.map(questionOf));
  const graver = (finding: Finding) => (isError(finding) ? 0 : 1);
  return {
    title: pullRequest.number === undefined ? pullRequest.branch : `PR #${pullRequest.number}`,
    technologies: technologiesOf(files, head),
    verified: head.upheld.filter((one) => isTouched(one, lines)),
    blockers,
    nits: own.filter((finding) => !isError(finding)),
    elsewhere: comparison.untouched
      .filter(({ severity }) => severity !== 'note')
      .sort((left, right) => graver(left) - graver(right)),
    fixed: comparison.fixed,
    conventions: kept,
    waived: waivedByChange(base, head, lines),
    undecided: head.undecided.filter((one) => isTouched(one, lines) || !wasOpen.has(questionOf(one))),
    postureChanges: input.postureChanges ?? [],
    caveats: caveats(head),
    verdict: blockers.length === 0 ? 'APPROVED' : 'NOT APPROVED',
    inline: inlineNotes(own, lines),
    comparison,
  };
}

/** What is ignored anew, or where the change touches it: what was decided long ago and elsewhere is no news. */
function waivedByChange(base: Report, head: Report, lines: DiffLines): Report['ignored'] {
  const before = new Set(base.ignored.map(({ finding }) => finding.fingerprint));
  return head.ignored.filter(
    ({ finding, at }) =>
      !before.has(finding.fingerprint) || isTouched(finding, lines) || originChain(at).some(lines.isChanged),
  );
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function isTouched(one: Parameters<typeof placesOf>[0], lines: DiffLines): boolean {
  return placesOf(one).some(lines.isChanged);
}

/** What is undecided, wherever it stands: the change brings what was not so before. */
function questionOf({ rule, about, why }: Report['undecided'][number]): string {
  return `${rule} ${about.address} ${why}`;
}

function blockerOf(finding: Finding): Blocker {
  const { message, rule, at, remedy, fix } = finding;
  const [todo, placeBefore] = [remedy ?? fix?.title, placeBeforeOf(finding)];
  return {
    message,
    rule,
    place: citation(at.range),
    ...(placeBefore === undefined ? {} : { placeBefore }),
    ...(todo === undefined ? {} : { remedy: todo }),
  };
}

/** What the change made unreadable is not checked, and what is not checked does not pass. */
function unreadBlockers(base: Report, head: Report): readonly Blocker[] {
  const key = ({ code, at }: (typeof head.diagnostics)[number]) => `${code} ${at.file.path}`;
  const before = new Set(unreadOf(base.diagnostics).map(key));
  return unreadOf(head.diagnostics)
    .filter((diagnostic) => !before.has(key(diagnostic)))
    .map(({ code, message, at }) => ({ message, rule: code, place: citation(at) }));
}
