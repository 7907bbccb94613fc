import { commit } from './git.ts';
import {
  type Account,
  type Comment,
  type Files,
  type Issue,
  nextId,
  type Repository,
  timeOf,
  type World,
} from './world.ts';

/** The account of this login, made when somebody speaks of it first. */
export function account(world: World, login: string, type: Account['type'] = 'User'): Account {
  const known = world.accounts.find((one) => one.login === login);
  if (known) return known;
  const made = { id: nextId(world), login, type };
  world.accounts.push(made);
  return made;
}

/** Makes a repository with one commit on `main`. */
export function makeRepository(world: World, owner: string, name: string, files: Files): Repository {
  account(world, owner, 'Organization');
  const repository: Repository = {
    id: nextId(world),
    owner,
    name,
    labels: [],
    issues: [],
    commits: new Map(),
    branches: new Map(),
    statuses: [],
    checkRuns: [],
    permissions: new Map(),
    hooks: [],
    isArchived: false,
  };
  world.repositories.push(repository);
  repository.branches.set('main', commit(repository, files, undefined));
  return repository;
}

/** What somebody proposes. */
export interface Proposal {
  readonly author: string;
  readonly title: string;
  readonly body: string;
  readonly branch: string;
  /** All files of the head. */
  readonly files: Files;
}

/** Opens a pull request against `main`. */
export function openPullRequest(world: World, repository: Repository, proposal: Proposal): Issue {
  const base = repository.branches.get('main') ?? '';
  const head = commit(repository, proposal.files, base);
  repository.branches.set(proposal.branch, head);
  const pull = {
    baseBranch: 'main',
    headBranch: proposal.branch,
    headRepository: repository,
    base,
    head,
    isDraft: false,
    isMerged: false,
    reviews: [],
    notes: [],
  };
  return openIssue(world, repository, proposal, pull);
}

/** Opens an issue, or with a `pull` a pull request. */
export function openIssue(
  world: World,
  repository: Repository,
  { author, title, body }: Pick<Proposal, 'author' | 'title' | 'body'>,
  pull?: Issue['pull'],
): Issue {
  account(world, author);
  const issue: Issue = {
    id: nextId(world),
    number: Math.max(0, ...repository.issues.map((one) => one.number)) + 1,
    author,
    title,
    body,
    state: 'open',
    isLocked: false,
    labels: [],
    comments: [],
    pull,
    createdAt: timeOf(world),
    updatedAt: timeOf(world),
  };
  repository.issues.push(issue);
  return issue;
}

/** Pushes a commit with these files to the branch of a pull request, and answers with its id. */
export function push(world: World, repository: Repository, issue: Issue, files: Files): string {
  const { pull } = issue;
  if (!pull) throw new TypeError('That is no pull request.');
  pull.head = commit(repository, files, pull.head);
  repository.branches.set(pull.headBranch, pull.head);
  nextId(world);
  issue.updatedAt = timeOf(world);
  return pull.head;
}

/** Writes an ordinary comment. */
export function say(world: World, issue: Issue, author: string, body: string): Comment {
  account(world, author);
  const id = nextId(world);
  const now = timeOf(world);
  const comment: Comment = { id, author, body, createdAt: now, updatedAt: now, reactions: [] };
  issue.comments.push(comment);
  issue.updatedAt = now;
  return comment;
}

/** Writes at a line of the head, on its own or as an answer to a note. */
export function sayAtLine(
  world: World,
  issue: Issue,
  author: string,
  place: { readonly path: string; readonly line: number; readonly inReplyTo?: number },
  body: string,
): void {
  const { pull } = issue;
  if (!pull) throw new TypeError('That is no pull request.');
  account(world, author);
  const { path, line, inReplyTo } = place;
  const answered = pull.notes.find(({ id }) => id === inReplyTo);
  const review = { id: nextId(world), author, body: '', state: 'COMMENTED' as const, commit: pull.head };
  // Answers belong to the review that they answer, so that they go when it goes.
  if (!answered) pull.reviews.push(review);
  pull.notes.push({
    id: nextId(world),
    review: answered?.review ?? review.id,
    author,
    path,
    startLine: line,
    line,
    commit: answered?.commit ?? pull.head,
    inReplyTo,
    body,
  });
}
