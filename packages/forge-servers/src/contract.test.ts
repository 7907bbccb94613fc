import { expect, test } from 'vitest';
import { releases, testStage } from './stage/test-stage.ts';

/** Requests that a careless client sends, and what the description of the forge says against them. */
const careless: readonly (readonly [string, string, string, object | undefined, RegExp])[] = [
  [
    'github',
    'POST',
    '/pulls/1/reviews',
    { event: 'APPROVED' },
    /body\/event must be equal to one of the allowed values/,
  ],
  ['github', 'POST', '/pulls/1/reviews', { comments: [{ path: 'a', body: 'b', new_position: 1 }] }, /new_position/],
  ['github', 'GET', '/pulls/1/reviews?limit=50', undefined, /query limit is not described/],
  ['github', 'GET', '/pulls?state=opened', undefined, /query state must be equal/],
  ['github', 'PATCH', '/pulls/1/reviews/7', {}, /there is no such call/],
  ['github', 'PUT', '/pulls/1/reviews/seven', { body: '' }, /there is no such call/],
  ['github', 'POST', '/check-runs', { head_sha: 'x' }, /must have required property 'name'/],
  ['forgejo-16', 'POST', '/pulls/1/reviews', { event: 'APPROVE' }, /body\/event must be equal/],
  ['forgejo-11', 'POST', '/pulls/1/reviews', { comments: [{ path: 'a', extra_lines_count: 2 }] }, /extra_lines_count/],
  ['gitea-1.26', 'POST', '/pulls/1/reviews', { comments: [{ path: 'a', line: 2 }] }, /additionalProperty":"line"/],
  ['gitea-1.22', 'GET', '/pulls/1/comments', undefined, /there is no such call/],
  ['gitea-1.22', 'GET', '/pulls?per_page=100', undefined, /query per_page is not described/],
  ['gitea-1.22', 'PUT', '/pulls/1/reviews/7', { body: '' }, /there is no such call/],
  ['forgejo-16', 'POST', '/statuses/abc', { state: 'neutral' }, /body\/state must be equal/],
  ['forgejo-16', 'POST', '/issues', { title: 'x', labels: ['bug'] }, /body\/labels\/0 must be integer/],
];

test.each(careless)('%s does not take %s %s with %j', async (release, method, path, body, problem) => {
  const found = releases.find((one) => one === release);
  if (!found) throw new Error(`There is no ${release}.`);
  const stage = await testStage(found);
  const response = await fetch(`${stage.apiUrl}/repos/shop/databases${path}`, {
    method,
    headers: { authorization: `token ${stage.token}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  expect(response.status).toBe(400);
  expect(stage.violations().join()).toMatch(problem);
  await stage.close();
});

test('a request without a token, or with a wrong one, is not carried out', async () => {
  const stage = await testStage('gitea-1.26');
  const url = `${stage.apiUrl}/repos/shop/databases/pulls/1`;
  expect((await fetch(url)).status).toBe(400);
  expect((await fetch(url, { headers: { authorization: 'token wrong' } })).status).toBe(401);
  expect((await fetch(url, { headers: { authorization: `token ${stage.token}` } })).status).toBe(200);
  expect(stage.violations()).toHaveLength(1);
  await stage.close();
});
