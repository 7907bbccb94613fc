import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Work } from '../work.ts';
import { giteaPullRequest, githubComment, githubPullRequest } from './payload-fixtures.ts';
import type { Answer } from './route.ts';
import { type Delivery, webhookRoute } from './webhook-route.ts';

const secret = 's'.repeat(32);
const asked: { readonly work: Work; readonly delay: number | undefined }[] = [];
const counted: Delivery[] = [];
const logged: object[] = [];
let ask: () => Promise<void>;

beforeEach(() => {
  asked.length = counted.length = logged.length = 0;
  ask = async () => {};
});
afterEach(() => void vi.useRealTimers());

const surroundings = {
  queue: {
    ask(work: Work, options?: { readonly delay?: number }) {
      asked.push({ work, delay: options?.delay });
      return ask();
    },
  },
  delay: 30_000,
  counter: { count: (delivery: Delivery) => void counted.push(delivery) },
  log: { info: (fields: object) => void logged.push(fields), error: (fields: object) => void logged.push(fields) },
};

function send(payload: object, headers: Readonly<Record<string, string>>, kind: 'github' | 'gitea' = 'github') {
  const isAllowed = ({ owner }: { owner: string }) => owner === 'shop';
  const forge = { name: 'ours', kind, secrets: [secret], ownLogin: () => 'backlint', isAllowed };
  const [path, route] = webhookRoute(forge, surroundings);
  expect(path).toBe('/webhooks/ours');
  const body = Buffer.from(JSON.stringify(payload));
  const hmac = createHmac('sha256', secret).update(body).digest('hex');
  const signed: Readonly<Record<string, string>> = {
    ...(kind === 'github' ? { 'x-hub-signature-256': `sha256=${hmac}` } : { 'x-forgejo-signature': hmac }),
    ...headers,
  };
  if (route.method !== 'POST') throw new TypeError('a webhook is posted');
  return route.answer({ header: (name) => signed[name], body });
}

const pullRequest = { kind: 'pull-request', forge: 'ours', owner: 'shop', repository: 'infra', number: 7 };
const opened = { 'x-github-event': 'pull_request', 'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958' };

describe('a delivery of interest', () => {
  test('is queued, with time to collect more', async () => {
    expect(await send(githubPullRequest('opened'), opened)).toEqual({ status: 202, text: 'queued' });
    expect(asked).toEqual([{ work: pullRequest, delay: 30_000 }]);
    expect(counted).toEqual([{ forge: 'ours', event: 'pull_request', result: 'queued' }]);
    expect(logged).toMatchObject([{ event: 'pull_request', id: '72d3162e-cc78-11e3-81ab-4c9367dc0958' }]);
  });

  test('is queued at once where somebody waits', async () => {
    await send(githubComment('created', '/backlint recheck'), { 'x-github-event': 'issue_comment' });
    expect(asked).toEqual([{ work: pullRequest, delay: 0 }]);
  });

  test.each(['forgejo', 'gitea'])('is known by its type on %s', async (brand) => {
    const headers = { [`x-${brand}-event`]: 'pull_request', [`x-${brand}-event-type`]: 'pull_request_sync' };
    expect(await send(giteaPullRequest('synchronized'), headers, 'gitea')).toMatchObject({ status: 202 });
    expect(asked).toEqual([{ work: pullRequest, delay: 30_000 }]);
    expect(counted).toMatchObject([{ event: 'pull_request_sync', result: 'queued' }]);
  });

  test('is unavailable when the queue rejects it', async () => {
    ask = () => Promise.reject(new Error('no room'));
    expect(await send(githubPullRequest('opened'), opened)).toEqual({ status: 503, text: 'unavailable' });
    expect(counted).toMatchObject([{ result: 'unavailable' }]);
    expect(logged).toMatchObject([{ err: new Error('no room') }]);
  });

  test('is unavailable when the queue never answers', async () => {
    vi.useFakeTimers();
    ask = () => new Promise(() => {});
    const answer: Promise<Answer> = send(githubPullRequest('opened'), opened);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await answer).toMatchObject({ status: 503 });
  });
});

describe('nothing is asked for', () => {
  test('a repository that is not ours', async () => {
    const payload = { ...githubPullRequest('opened'), repository: { full_name: 'elsewhere/infra' } };
    expect(await send(payload, opened)).toEqual({ status: 403, text: 'foreign' });
    expect(counted).toMatchObject([{ event: 'pull_request', result: 'foreign' }]);
  });

  test.each(['star', '__proto__', 'constructor', '*', ''])('the event %j, which is counted as other', async (event) => {
    expect(await send(githubPullRequest('opened'), { 'x-github-event': event })).toMatchObject({ status: 202 });
    expect(counted).toEqual([{ forge: 'ours', event: 'other', result: 'ignored' }]);
  });

  test('what the event does not bring', async () => {
    expect(await send({ zen: 'Hm.' }, opened)).toEqual({ status: 400, text: 'unreadable' });
    expect(counted).toMatchObject([{ event: 'pull_request', result: 'unreadable' }]);
  });

  test('a forgery, of which nothing is said or believed', async () => {
    const headers = { ...opened, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    expect(await send(githubPullRequest('opened'), headers)).toEqual({ status: 401, text: 'unauthorized' });
    expect(counted).toEqual([{ forge: 'ours', event: 'unverified', result: 'forged' }]);
    expect(logged).toEqual([{ forge: 'ours', event: 'unverified', result: 'forged' }]);
  });

  afterEach(() => expect(asked).toEqual([]));
});

test('an id that is none is not logged', async () => {
  await send(githubPullRequest('opened'), { ...opened, 'x-github-delivery': 'a b' });
  expect(logged).toMatchObject([{ id: 'none' }]);
});

test.each([[[]], [['']], [['development']], [[secret, 'x'.repeat(31)]]])(
  'refuses to begin with the secrets %j',
  (secrets) => {
    const forge = { name: 'ours', kind: 'github' as const, secrets, ownLogin: () => undefined, isAllowed: () => true };
    expect(() => webhookRoute(forge, surroundings)).toThrow(TypeError);
  },
);
