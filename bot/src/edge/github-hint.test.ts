import { describe, expect, test } from 'vitest';
import type { Hint } from '../hints.ts';
import { githubHints } from './github-hint.ts';
import { githubComment, githubPullRequest, githubRepository } from './payload-fixtures.ts';

const pullRequest = { kind: 'pull-request', forge: 'hub', owner: 'shop', repository: 'infra', number: 7 };
const repository = { kind: 'repository', forge: 'hub', owner: 'shop', repository: 'infra' };
const [base, head] = ['1'.repeat(40), '2'.repeat(40)];

function hintOf(event: string, payload: object, ownLogin: string | undefined = 'backlint[bot]'): Hint | undefined {
  return githubHints.get(event)?.(payload, { name: 'hub', ownLogin });
}

function workOf(event: string, payload: object): unknown {
  const hint = hintOf(event, payload);
  return hint?.kind === 'work' ? hint.work : hint?.kind;
}

describe('pull_request', () => {
  test.each([
    'opened',
    'edited',
    'synchronize',
    'reopened',
    'ready_for_review',
    'converted_to_draft',
    'labeled',
    'unlabeled',
  ])('%s is work that may wait', (action) => {
    const expected = { kind: 'work', work: [pullRequest], isAwaited: false };
    expect(hintOf('pull_request', githubPullRequest(action))).toEqual(expected);
  });

  test.each(['closed', 'assigned', 'review_requested', 'locked', 'milestoned', '__proto__', ''])(
    '%j is none',
    (action) => {
      expect(workOf('pull_request', githubPullRequest(action))).toBe('ignored');
    },
  );

  test('of the bot is none, in whatever case its login is written', () => {
    const payload = { ...githubPullRequest('labeled'), sender: { login: 'Backlint[bot]' } };
    expect(hintOf('pull_request', payload)).toEqual({ kind: 'ignored', why: 'our own doing' });
    expect(githubHints.get('pull_request')?.(payload, { name: 'hub', ownLogin: undefined }).kind).toBe('work');
  });
});

describe('issue_comment', () => {
  test.each(['/backlint recheck', '/backlint', '/backlint  help \r\nThanks!'])('%j is a command', (body) => {
    const expected = { kind: 'work', work: [pullRequest], isAwaited: true };
    for (const action of ['created', 'edited', 'deleted'])
      expect(hintOf('issue_comment', githubComment(action, body))).toEqual(expected);
  });

  test.each([
    '',
    'Try /backlint recheck',
    '> /backlint waive',
    '/backlinter',
    'a\n/backlint recheck',
    '    /backlint recheck',
    '\n/backlint recheck',
  ])('%j is none', (body) => expect(workOf('issue_comment', githubComment('created', body))).toBe('ignored'));

  test('a command that somebody has edited away is looked at again', () => {
    const changes = { body: { from: '/backlint waive some-rule' } };
    expect(workOf('issue_comment', githubComment('edited', 'Sorry!', { changes }))).toEqual([pullRequest]);
  });

  test('on an issue is none', () => {
    expect(workOf('issue_comment', githubComment('created', '/backlint', { issue: { number: 7 } }))).toBe('ignored');
  });
});

describe.each(['check_run', 'check_suite'])('%s', (event) => {
  const headCommit = 'c'.repeat(40);
  const payload = (action: string, head_sha: string) => ({
    action,
    [event]: { id: 6, head_branch: null, head_sha, pull_requests: [] },
    ...githubRepository,
  });

  test('that is asked for again is work on its commit', () => {
    const { kind: _, ...at } = repository;
    const expected = { kind: 'work', work: [{ ...at, kind: 'rerun', headCommit }], isAwaited: true };
    expect(hintOf(event, payload('rerequested', headCommit))).toEqual(expected);
  });

  test('of something else than a commit is unreadable', () => {
    expect(hintOf(event, payload('rerequested', '../main'))).toEqual({ kind: 'unreadable' });
  });

  test('otherwise is none', () => {
    expect(workOf(event, payload('completed', headCommit))).toBe('ignored');
  });
});

describe('merge_group', () => {
  const payload = (action: string, base_sha: string) => ({
    action,
    merge_group: { base_sha, head_sha: head, head_ref: `refs/heads/gh-readonly-queue/release/pr-1/pr-7-${base_sha}` },
    ...githubRepository,
  });

  test('asks about two commits, and waits', () => {
    const work = [{ ...repository, kind: 'merge-group', number: 7, baseCommit: base, headCommit: head }];
    expect(hintOf('merge_group', payload('checks_requested', base))).toEqual({ kind: 'work', work, isAwaited: true });
  });

  test('that is destroyed is none', () => {
    expect(workOf('merge_group', payload('destroyed', base))).toBe('ignored');
  });

  test('has hashes of commits and nothing else', () => {
    expect(workOf('merge_group', payload('checks_requested', '../../../user'))).toBe('unreadable');
  });
});

describe('push', () => {
  const payload = (ref: string, deleted = false) => ({ ref, before: base, after: head, deleted, ...githubRepository });

  test('to a branch is work on the repository', () => {
    expect(hintOf('push', payload('refs/heads/main'))).toEqual({ kind: 'work', work: [repository], isAwaited: false });
  });

  test.each([
    ['a tag', payload('refs/tags/v1')],
    ['a branch that is deleted', payload('refs/heads/main', true)],
    ['a branch of the merge queue', payload('refs/heads/gh-readonly-queue/main/pr-7')],
  ])('to %s is none', (_, pushed) => expect(workOf('push', pushed)).toBe('ignored'));
});

describe('installations', () => {
  const repositories = [{ id: 11, name: 'infra', full_name: 'shop/infra', private: true }];

  test.each(['created', 'unsuspend', 'new_permissions_accepted'])('%s is work on all of its repositories', (action) => {
    expect(workOf('installation', { action, repositories })).toEqual([repository]);
    expect(workOf('installation', { action })).toBe('ignored');
  });

  test.each(['deleted', 'suspend'])('%s is none', (action) => {
    expect(workOf('installation', { action, repositories })).toBe('ignored');
  });

  test('repositories that were added are work', () => {
    expect(workOf('installation_repositories', { action: 'added', repositories_added: repositories })).toEqual([
      repository,
    ]);
    expect(workOf('installation_repositories', { action: 'removed', repositories_added: [] })).toBe('ignored');
  });
});

test('a ping is none', () => expect(workOf('ping', { zen: 'Hm.', hook_id: 1 })).toBe('ignored'));

describe('what leads elsewhere is unreadable', () => {
  test.each([
    '..',
    '../..',
    './infra',
    'shop/..',
    'shop',
    'shop/',
    '/infra',
    'shop/infra/pulls',
    'shop/in fra',
    'shop/%2e%2e',
  ])('the repository %j', (full_name) => {
    expect(workOf('pull_request', { ...githubPullRequest('opened'), repository: { full_name } })).toBe('unreadable');
  });

  test.each([
    'shop/infra\n',
    'shop/in\0fra',
    'shop/infrä',
    `shop/${'a'.repeat(101)}`,
    ['shop/infra'],
    { toString: 'shop/infra' },
    null,
    7,
  ])('the name %j', (full_name) => {
    expect(workOf('pull_request', { ...githubPullRequest('opened'), repository: { full_name } })).toBe('unreadable');
  });

  test.each([0, -1, 1.5, 2 ** 53, 1e308, '7', null, [7], true])('the number %j', (number) => {
    expect(workOf('pull_request', { ...githubPullRequest('opened'), number })).toBe('unreadable');
  });
});
