import { describe, expect, test } from 'vitest';
import type { Hint } from '../hints.ts';
import { giteaHints } from './gitea-hint.ts';
import { giteaComment, giteaPullRequest, giteaRepository } from './payload-fixtures.ts';

const pullRequest = { kind: 'pull-request', forge: 'ours', owner: 'shop', repository: 'infra', number: 7 };
const repository = { kind: 'repository', forge: 'ours', owner: 'shop', repository: 'infra' };

function hintOf(event: string, payload: object): Hint | undefined {
  return giteaHints.get(event)?.(payload, { name: 'ours', ownLogin: 'backlint' });
}

function kindOf(event: string, payload: object): unknown {
  return hintOf(event, payload)?.kind;
}

const ordinary = { kind: 'work', work: [pullRequest], isAwaited: false };
const awaited = { kind: 'work', work: [pullRequest], isAwaited: true };

describe('pull requests', () => {
  test.each([
    ['pull_request', 'opened'],
    ['pull_request', 'edited'],
    ['pull_request', 'reopened'],
    ['pull_request_sync', 'synchronized'],
    ['pull_request_label', 'label_updated'],
    ['pull_request_label', 'label_cleared'],
  ])('%s: %s is work that may wait', (event, action) => {
    expect(hintOf(event, giteaPullRequest(action))).toEqual(ordinary);
  });

  test.each(['closed', 'deleted', 'synchronize'])('pull_request: %s is none', (action) => {
    expect(kindOf('pull_request', giteaPullRequest(action))).toBe('ignored');
  });

  test('what the bot did is none', () => {
    const payload = giteaPullRequest('label_updated', { sender: { login: 'Backlint' } });
    expect(hintOf('pull_request_label', payload)).toEqual({ kind: 'ignored', why: 'our own doing' });
  });

  test('what another bot proposes with the same account is work', () => {
    const sender = { login: 'Backlint' };
    expect(kindOf('pull_request', giteaPullRequest('opened', { sender }))).toBe('work');
    expect(kindOf('pull_request_sync', giteaPullRequest('synchronized', { sender }))).toBe('work');
    const push = { ref: 'refs/heads/main', after: '1'.repeat(40), ...giteaRepository, sender };
    expect(kindOf('push', push)).toBe('work');
  });

  test('of which the numbers or names lead elsewhere are unreadable', () => {
    expect(kindOf('pull_request', giteaPullRequest('opened', { number: '7' }))).toBe('unreadable');
    expect(kindOf('pull_request', giteaPullRequest('opened', { repository: { full_name: '../..' } }))).toBe(
      'unreadable',
    );
  });
});

describe('requests for a review', () => {
  const payload = (action: string, requested_reviewer: object | null) =>
    giteaPullRequest(action, { requested_reviewer });

  test('by the bot are work', () => {
    const asked = payload('review_requested', { login: 'backlint' });
    expect(hintOf('pull_request_review_request', asked)).toEqual(awaited);
  });

  test('by others, by teams or no more are none', () => {
    expect(kindOf('pull_request_review_request', payload('review_requested', { login: 'ann' }))).toBe('ignored');
    expect(kindOf('pull_request_review_request', payload('review_requested', null))).toBe('ignored');
    expect(kindOf('pull_request_review_request', payload('review_request_removed', { login: 'backlint' }))).toBe(
      'ignored',
    );
  });
});

describe.each(['pull_request_comment', 'issue_comment'])('%s', (event) => {
  test('with a command is work, whatever was done to it', () => {
    for (const action of ['created', 'edited', 'deleted'])
      expect(hintOf(event, giteaComment(action, '/backlint recheck'))).toEqual(awaited);
    const changes = { body: { from: '/backlint waive some-rule' } };
    expect(hintOf(event, giteaComment('edited', 'Sorry!', { changes }))).toEqual(awaited);
  });

  test('without one, or on an issue, is none', () => {
    expect(kindOf(event, giteaComment('created', 'What is /backlint?'))).toBe('ignored');
    expect(kindOf(event, giteaComment('created', '/backlint', { is_pull: false }))).toBe('ignored');
  });
});

describe('pushes', () => {
  const payload = (ref: string, after: string) => ({ ref, after, commits: null, ...giteaRepository });

  test('to branches are work on the repository', () => {
    const expected = { kind: 'work', work: [repository], isAwaited: false };
    expect(hintOf('push', payload('refs/heads/main', '1'.repeat(64)))).toEqual(expected);
  });

  test('to tags, and those that delete, are none', () => {
    expect(kindOf('push', payload('refs/tags/v1', '1'.repeat(40)))).toBe('ignored');
    expect(kindOf('push', payload('refs/heads/main', '0'.repeat(40)))).toBe('ignored');
  });
});
