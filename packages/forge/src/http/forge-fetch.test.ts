import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { forgeFetch, type Reach } from './forge-fetch.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A client of a server that answers so, with a clock that waiting moves on. */
async function clientOf(answer: RequestListener, reach: Partial<Reach> = {}) {
  const asked: string[] = [];
  const waits: number[] = [];
  let now = Date.parse('2026-11-20T00:00:00Z');
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const wait = async (milliseconds: number) => {
    if (milliseconds > 0) waits.push(milliseconds);
    now += milliseconds;
  };
  const surroundings = { wait, now: () => now, timeout: 300 };
  const send = forgeFetch({ url, token: 'tok-123', betweenWrites: 0, surroundings, ...reach });
  return { send, url, asked, waits };
}

describe('limits', () => {
  test.each([
    ['seconds', 429, { 'retry-after': '7' }, '', 7_000],
    ['a date', 429, { 'retry-after': 'Fri, 20 Nov 2026 00:01:00 GMT' }, '', 60_000],
    ['a date that is past', 429, { 'retry-after': 'Fri, 20 Nov 2020 00:01:00 GMT' }, '', 1_000],
    ['a negative number', 429, { 'retry-after': '-5' }, '', 1_000],
    ['nonsense', 429, { 'retry-after': 'soon' }, '', 60_000],
    ['nothing', 429, {}, '', 60_000],
    ['a budget that is spent', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795132830' }, '', 30_000],
    ['words about writing', 403, {}, '{"message":"You have exceeded a secondary rate limit."}', 60_000],
    ['abuse', 422, {}, '{"message":"no","errors":[{"code":"abuse"}]}', 60_000],
    ['a proxy', 503, { 'retry-after': '3' }, '', 3_000],
  ])('%s', async (_, status, headers, body, expected) => {
    let count = 0;
    const { send, url, waits, asked } = await clientOf((_request, response) => {
      count++;
      if (count === 1) response.writeHead(status, { ...headers }).end(body);
      else response.end('ok');
    });
    expect(await (await send(`${url}/x`, { method: 'POST' })).text()).toBe('ok');
    expect([waits, asked.length]).toEqual([[expected], 2]);
  });

  test('a longer break than anybody waits for is the caller’s to take', async () => {
    const { send, url, waits } = await clientOf((_request, response) =>
      response.writeHead(429, { 'retry-after': '999999' }).end(),
    );
    await expect(send(url)).rejects.toMatchObject({ reason: 'rate-limited', retryAfter: 3_600_000 });
    expect(waits).toEqual([]);
  });

  test('a break that another process was asked for is no longer waited for', async () => {
    let left = 3_600_000;
    const surroundings = {
      wait: async (milliseconds: number) => {
        left -= milliseconds;
      },
      pause: async () => left,
      longestHold: 20_000,
    };
    const { send, url, asked } = await clientOf((_request, response) => response.end(), { surroundings });
    await expect(send(url)).rejects.toMatchObject({ reason: 'rate-limited', retryAfter: 3_600_000 });
    expect([asked, left]).toEqual([[], 3_600_000]);
    left = 15_000;
    await send(url);
    expect([asked.length, left]).toEqual([1, 0]);
  });

  test('writing requests keep their distance', async () => {
    const { send, url, waits } = await clientOf((_request, response) => response.end(), { betweenWrites: 1_000 });
    await send(url, { method: 'POST' });
    await send(url);
    await send(url, { method: 'PATCH' });
    expect(waits).toEqual([1_000]);
  });
});

describe('what is never done', () => {
  test('asking another server, whatever the address', async () => {
    const { send, asked } = await clientOf((_request, response) => response.end());
    await expect(send('http://elsewhere.invalid/')).rejects.toMatchObject({ reason: 'unexpected' });
    expect(asked).toEqual([]);
  });

  test('following a redirect', async () => {
    const { send, url, asked } = await clientOf((_request, response) =>
      response.writeHead(302, { location: '/secret' }).end(),
    );
    await expect(send(`${url}/x`)).rejects.toMatchObject({ reason: 'unexpected' });
    expect(asked).toEqual(['GET /x']);
  });

  test('taking an address with a password', () => {
    const reach = { url: 'https://me:pw@forge.invalid', token: '', betweenWrites: 0 };
    expect(() => forgeFetch(reach)).toThrow('The address of a forge must hold no password.');
  });

  test('sending a writing request twice when nobody knows whether it was done', async () => {
    const { send, url, asked } = await clientOf((_request, response) => response.destroy());
    await expect(send(`${url}/x`, { method: 'POST' })).rejects.toMatchObject({ reason: 'unreachable' });
    expect(asked).toEqual(['POST /x']);
  });

  test('reading an answer without end', async () => {
    const { send, url } = await clientOf(
      (_request, response) => {
        const more = () => {
          if (!response.destroyed) response.write('x'.repeat(65_536), more);
        };
        more();
      },
      { surroundings: { timeout: 10_000 } },
    );
    await expect(send(url)).rejects.toMatchObject({ reason: 'unexpected' });
  });

  test('telling the token, or anything that steers a terminal', async () => {
    const { send, url } = await clientOf((_request, response) =>
      response.writeHead(404).end(JSON.stringify({ message: `no tok-123 \u001b[2J ${'x'.repeat(1_000)}` })),
    );
    const error = await send(`${url}/x`).catch((one: unknown) => one);
    expect(error).toMatchObject({ reason: 'not-found' });
    expect(String(error)).not.toContain('tok-123');
    expect(String(error)).not.toContain('\u001b');
    expect(String(error).length).toBeLessThan(300);
  });
});

describe('what goes wrong', () => {
  test.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [406, 'refused'],
    [422, 'refused'],
    [418, 'unexpected'],
    [500, 'failed'],
    [502, 'unreachable'],
  ])('%d is %s', async (status, reason) => {
    const { send, url } = await clientOf((_request, response) => response.writeHead(status).end('<html>'));
    await expect(send(url, { method: 'POST' })).rejects.toMatchObject({ name: 'ForgeError', reason });
  });

  test('questions are asked again, five times in all', async () => {
    const { send, url, asked, waits } = await clientOf((_request, response) => response.writeHead(502).end());
    await expect(send(url)).rejects.toMatchObject({ reason: 'unreachable' });
    expect([asked.length, waits]).toEqual([5, [1_000, 2_000, 4_000, 8_000]]);
  });

  test('an answer that breaks off is no answer', async () => {
    const { send, url } = await clientOf((_request, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"a": [1, 2'),
    );
    await expect(send(url)).rejects.toMatchObject({ reason: 'unreachable' });
  });

  test('a server that is not there any more', async () => {
    const { send, url } = await clientOf((_request, response) => response.end());
    for (const close of closing.splice(0)) close();
    await expect(send(`${url}/x`)).rejects.toThrow('GET /x: no answer (ECONNREFUSED)');
  });
});
