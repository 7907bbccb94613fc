/** A review to be posted at a commit. */
export interface ReviewDraft {
  readonly commit: string;
  /** Markdown, markers included. */
  readonly body: string;
  readonly notes: readonly NoteDraft[];
}

/** A note to be posted at lines of the new side of the diff; lines are one-based, `line` is the last. */
export interface NoteDraft {
  readonly path: string;
  readonly startLine: number;
  readonly line: number;
  /** Markdown, marker included. */
  readonly body: string;
}

/** How a commit was judged, for branch protection and for the list of checks. */
export interface Verdict {
  /** Whose verdict it is among the others of the commit, such as `backlint`. */
  readonly name: string;
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  /** Plain text; forges cut it at about 140 characters. */
  readonly title: string;
  /** A page with more. */
  readonly url?: string;
}

/** A label as it is made where a repository lacks it. */
export interface Label {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
  readonly description: string;
}

/** An issue to be opened. */
export interface NewIssue {
  readonly title: string;
  /** Markdown, marker included. */
  readonly body: string;
  /** Names; those that the repository lacks are left out where the forge does not make them. */
  readonly labels: readonly string[];
}

/** An ordinary comment on a pull request. */
export interface Comment {
  readonly id: number;
  readonly author: { readonly id: number; readonly login: string };
  readonly body: string;
  /** ISO 8601; where `updatedAt` differs, anybody with rights may have changed the words. */
  readonly createdAt: string;
  readonly updatedAt: string;
}
