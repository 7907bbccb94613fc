/** What a forge knows of a pull request besides its files. */
export interface PullRequest {
  /** Absent for a branch that nobody has opened a pull request for yet. */
  readonly number?: number;
  readonly title: string;
  /** Markdown, as its author wrote it. */
  readonly body: string;
  readonly branch: string;
  readonly labels: readonly string[];
  readonly isDraft: boolean;
  /** Whether a machine wrote it, such as a dependency bot. */
  readonly isByBot: boolean;
  /** The text of the issue that it is for, where that is known. */
  readonly issue?: string;
  /** Which issues are open, of those that somebody has looked up. */
  readonly issueStates?: Readonly<Record<number, 'open' | 'closed'>>;
}
