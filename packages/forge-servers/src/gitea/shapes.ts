import { lineIn } from '../git.ts';
import type { PullIssue } from '../look-up.ts';
import { account } from '../people.ts';
import type { Comment, Issue, Note, Pull, Repository, Review, World } from '../world.ts';

/** An account as these forges show it. */
export function userShape(world: World, login: string) {
  const { id } = account(world, login);
  return { id, login };
}

/** A repository as these forges show it. */
export function repositoryShape(world: World, { id, name, owner }: Repository) {
  return { id, name, full_name: `${owner}/${name}`, owner: userShape(world, owner) };
}

/** A pull request as these forges show it. Its `url` is the page for people, and empty lists are null. */
export function pullShape(world: World, repository: Repository, issue: PullIssue) {
  const { pull, number } = issue;
  const url = `https://forge.invalid/${repository.owner}/${repository.name}/pulls/${number}`;
  const head = pull.headRepository;
  return {
    id: issue.id,
    url,
    number,
    title: issue.title,
    body: issue.body,
    user: userShape(world, issue.author),
    state: issue.state,
    is_locked: issue.isLocked,
    draft: pull.isDraft,
    merged: pull.isMerged,
    labels: labelsOf(repository, issue),
    assignees: null,
    head: {
      label: pull.headBranch,
      ref: pull.headBranch,
      sha: pull.head,
      repo_id: head?.id ?? -1,
      repo: head ? repositoryShape(world, head) : null,
    },
    base: {
      label: pull.baseBranch,
      ref: pull.baseBranch,
      sha: pull.base,
      repo_id: repository.id,
      repo: repositoryShape(world, repository),
    },
    merge_base: mergeBase(repository, pull),
    html_url: url,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
  };
}

/** The first ancestor that the head has in common with the base. */
export function mergeBase(repository: Repository, { base, head }: Pull): string {
  const ancestors = new Set<string | undefined>();
  for (let id: string | undefined = base; id !== undefined; id = repository.commits.get(id)?.parent) ancestors.add(id);
  let id: string | undefined = head;
  while (id !== undefined && !ancestors.has(id)) id = repository.commits.get(id)?.parent;
  return id ?? base;
}

/** The labels of an issue, null where it has none. */
export function labelsOf({ labels }: Repository, issue: Issue) {
  const own = labels.filter(({ name }) => issue.labels.includes(name));
  return own.length === 0 ? null : own;
}

/** An issue as these forges show it. */
export function issueShape(world: World, repository: Repository, issue: Issue) {
  const { id, number, title, body, state } = issue;
  const shape = { id, number, title, body, state, user: userShape(world, issue.author) };
  return { ...shape, labels: labelsOf(repository, issue), pull_request: issue.pull ? { merged: false } : null };
}

/** An ordinary comment as these forges show it. */
export function commentShape(world: World, { id, author, body, createdAt, updatedAt }: Comment) {
  return { id, body, user: userShape(world, author), created_at: createdAt, updated_at: updatedAt };
}

/** A review as these forges show it, with their own words for its state. */
export function reviewShape(world: World, { notes }: Pull, { id, author, body, state, commit }: Review) {
  return {
    id,
    body,
    state: state === 'COMMENTED' ? 'COMMENT' : state === 'CHANGES_REQUESTED' ? 'REQUEST_CHANGES' : state,
    commit_id: commit,
    user: userShape(world, author),
    comments_count: notes.filter(({ review }) => review === id).length,
  };
}

/** A note as these forges show it. Forgejo shows the line that it was blamed on, in the commit that brought it. */
export function noteShape(world: World, repository: Repository, pull: Pull, note: Note, isBlamed: boolean) {
  const { id, review, author, path, body, line, commit } = note;
  const now = repository.commits.get(commit)?.files[path] ?? '';
  const blamed = isBlamed ? lineIn(now, repository.commits.get(pull.base)?.files[path] ?? '', line) : undefined;
  return {
    id,
    pull_request_review_id: review,
    body,
    path,
    user: userShape(world, author),
    position: blamed ?? line,
    original_position: 0,
    commit_id: commit,
  };
}
