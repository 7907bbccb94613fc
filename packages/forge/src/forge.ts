import type { ChangedFile } from '@backlint/review/diff/changed-file';
import type { Posted, PostedNote, PostedReview } from './posted.ts';
import type { PullRequestAt, PullRequestState, RepositoryAt } from './pull-request-state.ts';
import type { Comment, Label, NewIssue, NoteDraft, ReviewDraft, Verdict } from './writing.ts';

/**
 * A place that hosts repositories and pull requests, as one account sees it. Every function asks the server anew, and
 * rejects with a `ForgeError` and nothing else; its message holds no token. What is written is written at most once by
 * each call, but a call that rejects as `unreachable` or `failed` may have been carried out: read, then decide.
 */
export interface Forge {
  readonly kind: 'github' | 'forgejo' | 'gitea';
  readonly abilities: Abilities;
  /** The login of the account whose token is used. */
  readLogin(): Promise<string>;

  /** The repositories that this account is there for: where the app is installed, or that it may work with. */
  listRepositories(): Promise<readonly RepositoryAt[]>;

  readPullRequest(at: PullRequestAt): Promise<PullRequestState>;
  /** All open pull requests, the latest touched first. */
  listOpenPullRequests(repository: RepositoryAt): Promise<readonly PullRequestState[]>;
  /** The tip of the branch that a pull request is for, now: GitHub tells an old one with the pull request. */
  readBaseTip(repository: RepositoryAt, state: PullRequestState): Promise<string>;
  /** The commit that the branches of a pull request have in common: what its diff is against. */
  readMergeBase(at: PullRequestAt, state: PullRequestState): Promise<string>;
  readChanges(at: PullRequestAt): Promise<Changes>;
  readTree(repository: RepositoryAt, commit: string): Promise<Tree>;
  /** The bytes of a file of `readTree`, by the id that stands there. */
  readBlob(repository: RepositoryAt, id: string): Promise<Uint8Array>;

  /** Everything that this account has posted as backlint; what others wrote is never in it. */
  readPosted(at: PullRequestAt): Promise<Posted>;
  /** Posts the review, and with it its notes where the forge takes both in one request (`abilities.notesWithReview`). */
  createReview(at: PullRequestAt, draft: ReviewDraft): Promise<void>;
  editReview(at: PullRequestAt, review: PostedReview, body: string): Promise<void>;
  /** Removes a review that is there twice; where the forge keeps reviews for ever, its words. */
  deleteReview(at: PullRequestAt, review: PostedReview): Promise<void>;
  /**
   * Posts notes. When one of them is outside the diff, GitHub posts none (`refused`); Forgejo and Gitea post all, unless
   * one is beyond the end of its file (`failed`), which leaves those before it pending.
   */
  createNotes(at: PullRequestAt, commit: string, notes: readonly NoteDraft[]): Promise<void>;
  editNote(at: PullRequestAt, note: PostedNote, body: string): Promise<void>;
  deleteNote(at: PullRequestAt, note: PostedNote): Promise<void>;
  /** Removes the notes of ours that were never submitted, which a failure in the middle has left in this review. */
  discardPending(at: PullRequestAt, id: number): Promise<void>;

  /** The latest verdict under this name; undefined where there is none, or it may not be read. */
  readVerdict(repository: RepositoryAt, commit: string, name: string): Promise<Verdict | undefined>;
  /** Writes a check run or a commit status, whichever the forge was set up for. */
  writeVerdict(repository: RepositoryAt, commit: string, verdict: Verdict): Promise<void>;

  /** Makes the labels that the repository does not have; those that it has stay as they are. */
  ensureLabels(repository: RepositoryAt, labels: readonly Label[]): Promise<void>;
  addLabels(at: PullRequestAt, names: readonly string[]): Promise<void>;
  removeLabel(at: PullRequestAt, name: string): Promise<void>;

  /** All issues, open or closed, that this account has opened. */
  listOwnIssues(repository: RepositoryAt): Promise<readonly OwnIssue[]>;
  /** An issue, or a pull request as one; undefined where there is none, or this account may not know of it. */
  readIssue(repository: RepositoryAt, number: number): Promise<Issue | undefined>;
  /** Opens an issue and answers with its number. */
  openIssue(repository: RepositoryAt, issue: NewIssue): Promise<number>;
  closeIssue(repository: RepositoryAt, number: number): Promise<void>;

  /** The ordinary comments on a pull request, oldest first: where people give commands. */
  listComments(at: PullRequestAt): Promise<readonly Comment[]>;
  comment(at: PullRequestAt, body: string): Promise<void>;
  /** Removes an ordinary comment of ours. */
  deleteComment(at: PullRequestAt, id: number): Promise<void>;
  react(at: PullRequestAt, comment: number, reaction: '+1' | '-1' | 'eyes' | 'confused'): Promise<void>;
  /** What an account may do in a repository; unknown where this account may not ask. */
  readPermission(repository: RepositoryAt, login: string): Promise<'admin' | 'write' | 'read' | 'none' | 'unknown'>;
  /** Whether an account belongs to a team of an organisation; undefined where this account may not ask. */
  isTeamMember(organisation: string, team: string, login: string): Promise<boolean | undefined>;
}

/** What a forge can do, of what forges differ in. */
export interface Abilities {
  /** Whether a note may offer a change that is applied with one click. */
  readonly suggestions: boolean;
  /** Whether a note may be at more lines than one. */
  readonly multipleLines: boolean;
  /** Whether a review and its notes are posted in one request. */
  readonly notesWithReview: boolean;
  /** Whether labels that nobody has made are made by using them. */
  readonly makesLabels: boolean;
}

/** An issue that this account has opened. */
export interface OwnIssue {
  readonly number: number;
  readonly body: string;
  readonly state: 'open' | 'closed';
}

/** An issue as people read it. */
export interface Issue {
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  readonly state: 'open' | 'closed';
}

/** What a pull request changes. */
export interface Changes {
  readonly files: readonly ChangedFile[];
  /** Paths that were changed, though the forge does not show how; a review that needs them is not complete. */
  readonly withoutLines: readonly string[];
  /** False where the forge lists some of the changed files only. */
  readonly isComplete: boolean;
}

/** The files of a commit. */
export interface Tree {
  readonly entries: readonly TreeEntry[];
  /** False where the forge lists some of the files only. */
  readonly isComplete: boolean;
}

/** A file in a commit, or something like one. */
export interface TreeEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  /** What `readBlob` takes: the hash of the contents. */
  readonly id: string;
  /** In bytes; 0 where the forge does not say. */
  readonly size: number;
}
