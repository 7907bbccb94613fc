import type { InlineNote } from '@backlint/review/inline-notes';
import type { Label, Verdict } from '../writing.ts';

/** What shall stand on a pull request when all is done, however often and from where it is asked for. */
export interface Publication {
  /** The commit that was judged; nothing is written where the pull request has moved on. */
  readonly headCommit: string;
  /** The review as Markdown. */
  readonly body: string;
  /** Whether it says anything of the change itself: if not, it replaces a review that is there, and nobody is told of it anew. */
  readonly isNews: boolean;
  /** What the review was made from (commits, configuration, version), as one word; `readStamp` finds it again. */
  readonly stamp: string;
  readonly notes: readonly InlineNote[];
  /** Absent writes none. */
  readonly verdict?: Verdict;
  /** Absent leaves labels alone. */
  readonly labels?: StatusLabels;
  /** Issues for what the pull request did not touch; each is opened once, and never again when it is closed. */
  readonly followUps: readonly FollowUp[];
}

/** The labels that say where a pull request stands. */
export interface StatusLabels {
  /** All that are ours to set and to take away; no other label is touched. */
  readonly known: readonly Label[];
  /** The names of those that the pull request shall have. */
  readonly wanted: readonly string[];
}

/** An issue that is opened once. */
export interface FollowUp {
  /** Who the issue is, however its words change: made from the finding's fingerprint. */
  readonly key: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly labels: readonly string[];
}

/** How publishing ended. */
export interface Published {
  /** `published`: it stands as asked for, but for what is in `refused`. The others: nothing more was written. */
  readonly outcome: 'published' | 'head-moved' | 'closed';
  /** What could not be written and never will with this token or diff, in sentences. */
  readonly refused: readonly Refusal[];
  /** How many writing requests were sent. */
  readonly writes: number;
}

/** A part of a publication that the forge does not take. */
export interface Refusal {
  readonly what: 'review' | 'notes' | 'verdict' | 'labels' | 'follow-ups';
  readonly why: string;
}
