/** What this account has posted on a pull request as backlint. */
export interface Posted {
  /** One, or more where two runs met; oldest first. */
  readonly reviews: readonly PostedReview[];
  readonly notes: readonly PostedNote[];
  /** Reviews of ours that were never submitted, by their ids. */
  readonly pending: readonly number[];
  /** Whether this account has a review in the making that is not backlint's; new notes would publish it. */
  readonly hasForeignPending: boolean;
}

/** The review that is edited in place. */
export interface PostedReview {
  readonly id: number;
  /** As the forge keeps it, markers included. */
  readonly body: string;
}

/** A note at a line. */
export interface PostedNote {
  readonly id: number;
  /** The `key` of the note that was posted. */
  readonly key: string;
  readonly body: string;
  /** Whether the lines that it was posted at have changed since. */
  readonly isOutdated: boolean;
  /** Whether anybody has answered; then it is never removed. */
  readonly hasReplies: boolean;
}
