import { lineIn } from '../git.ts';
import type { PullIssue } from '../look-up.ts';
import { account } from '../people.ts';
import type { Comment, Issue, Note, Repository, Review, World } from '../world.ts';

/** An account as GitHub shows it. */
export function userShape(world: World, login: string) {
  const { id, type } = account(world, login);
  return { id, login, type };
}

/** A pull request as GitHub shows it. */
export function pullShape(world: World, repository: Repository, issue: PullIssue) {
  const { pull } = issue;
  return {
    id: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body === '' ? null : issue.body,
    user: userShape(world, issue.author),
    state: issue.state,
    locked: issue.isLocked,
    draft: pull.isDraft,
    merged_at: pull.isMerged ? issue.updatedAt : null,
    labels: issue.labels.map((name) => ({ name })),
    head: {
      ref: pull.headBranch,
      sha: pull.head,
      repo: pull.headRepository && repositoryShape(world, pull.headRepository),
    },
    base: { ref: pull.baseBranch, sha: pull.base, repo: repositoryShape(world, repository) },
    html_url: `https://github.invalid/${repository.owner}/${repository.name}/pull/${issue.number}`,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
  };
}

/** A repository as GitHub shows it. */
export function repositoryShape(world: World, { id, name, owner }: Repository) {
  return { id, name, full_name: `${owner}/${name}`, owner: userShape(world, owner) };
}

/** An issue as GitHub shows it; pull requests are issues too. */
export function issueShape(world: World, issue: Issue) {
  const { id, number, title, body, state, labels } = issue;
  return {
    id,
    number,
    title,
    body,
    state,
    user: userShape(world, issue.author),
    labels: labels.map((name) => ({ name })),
    ...(issue.pull ? { pull_request: { url: 'https://github.invalid/pull' } } : {}),
  };
}

/** An ordinary comment as GitHub shows it. */
export function commentShape(world: World, { id, author, body, createdAt, updatedAt }: Comment) {
  return { id, body, user: userShape(world, author), created_at: createdAt, updated_at: updatedAt };
}

/** A review as GitHub shows it. */
export function reviewShape(world: World, { id, author, body, state, commit }: Review) {
  return { id, body, state, commit_id: commit, user: userShape(world, author) };
}

/** A note as GitHub shows it: without a line where its line has changed since. */
export function noteShape(world: World, repository: Repository, { pull }: PullIssue, note: Note) {
  const { id, review, author, path, body, startLine, inReplyTo, commit } = note;
  const before = repository.commits.get(commit)?.files[path] ?? '';
  const line = lineIn(before, repository.commits.get(pull.head)?.files[path] ?? '', note.line);
  return {
    id,
    pull_request_review_id: review,
    body,
    path,
    user: userShape(world, author),
    side: 'RIGHT',
    original_line: note.line,
    line: line ?? null,
    original_commit_id: commit,
    commit_id: pull.head,
    ...(startLine < note.line ? { start_line: startLine } : {}),
    ...(inReplyTo === undefined ? {} : { in_reply_to_id: inReplyTo }),
  };
}
