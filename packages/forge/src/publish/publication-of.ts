import type { Finding } from '@backlint/lint/finding';
import { fullStop } from '@backlint/report/full-stop';
import { codeSpan } from '@backlint/report/markdown/code-span';
import { plural } from '@backlint/report/plural';
import { ruleUrl } from '@backlint/report/rule-url';
import { stableHash } from '@backlint/report/stable-hash';
import { visibleText } from '@backlint/report/visible-text';
import type { InlineNote } from '@backlint/review/inline-notes';
import { prose } from '@backlint/review/markdown/prose';
import { renderReview } from '@backlint/review/render-review';
import { isAboutChange, type Review } from '@backlint/review/review';
import { citation } from '@backlint/source/position';
import type { FollowUp, Publication, StatusLabels } from './publication.ts';

/** What a publication needs besides the review. */
export interface PublicationOptions {
  readonly headCommit: string;
  /** See `Publication`. */
  readonly stamp: string;
  /** Where the whole run can be read. */
  readonly url?: string;
  /** The names of the labels that say where a pull request stands; absent leaves labels alone. */
  readonly labels?: StatusLabelNames;
  /** Whether issues are opened for errors that the pull request did not touch. */
  readonly opensFollowUps: boolean;
}

/** The names of labels, such as `status:needs-fix`. */
export interface StatusLabelNames {
  /** There are blockers. */
  readonly needsFix: string;
  /** There are none, and somebody should look all the same: not all could be decided. */
  readonly qa: string;
  readonly approved: string;
}

/** More issues than these are too many to begin with; the others follow when these are put right. */
const mostFollowUps = 10;

/** The publication of a review. */
export function publicationOf(review: Review, options: PublicationOptions): Publication {
  const { headCommit, stamp, url, labels, opensFollowUps } = options;
  const errors = review.elsewhere.filter(({ severity }) => severity === 'error');
  return {
    headCommit,
    stamp,
    body: renderReview(review),
    isNews: isAboutChange(review),
    notes: review.inline.map(withoutLongSuggestion),
    verdict: {
      name: 'backlint',
      state: review.verdict === 'APPROVED' ? 'success' : 'failure',
      title: `${review.verdict}: ${plural(review.blockers.length, 'blocker')}, ${plural(review.nits.length, 'nit')}`,
      ...(url === undefined ? {} : { url }),
    },
    ...(labels ? { labels: statusLabels(review, labels) } : {}),
    followUps: opensFollowUps ? errors.slice(0, mostFollowUps).map(followUpOf) : [],
  };
}

/** No forge takes more, and nobody reads it; the remedy says in words what to do. */
const mostSuggestion = 20_000;

function withoutLongSuggestion(note: InlineNote): InlineNote {
  const { suggestion = '', ...rest } = note;
  return suggestion.length > mostSuggestion ? rest : note;
}

function statusLabels(
  { verdict, undecided, caveats }: Review,
  { needsFix, qa, approved }: StatusLabelNames,
): StatusLabels {
  const isOpen = undecided.length + caveats.length > 0;
  return {
    known: [
      { name: needsFix, color: 'd73a4a', description: 'The review of the backups found blockers' },
      { name: qa, color: 'fbca04', description: 'No blockers, but not all could be decided' },
      { name: approved, color: '0e8a16', description: 'The review of the backups found no blockers' },
    ],
    wanted: [verdict === 'NOT APPROVED' ? needsFix : isOpen ? qa : approved],
  };
}

function followUpOf({ rule, message, at, remedy, fix, fingerprint }: Finding): FollowUp {
  const todo = remedy ?? fix?.title;
  const body = [
    `${prose(message)} (${codeSpan(citation(at.range))}).`,
    ...(todo === undefined ? [] : [fullStop(prose(todo))]),
    `Found by the rule [${codeSpan(rule)}](${ruleUrl(rule)}) while reviewing a change that did not touch it.`,
  ].join('\n\n');
  return { key: stableHash(fingerprint), title: visibleText(message, 120), body, labels: [] };
}
