import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { delivery } from './hostile-requests.ts';
import { type TestConnection, testConnection } from './test-connection.ts';
import { startTestEdge, type TestEdge } from './test-edge.ts';

const limits = { headersTime: 500, requestTime: 1_000, silence: 1_500, allBodiesBytes: 16 * 2 ** 20 };
const mebibyte = 2 ** 20;

let edge: TestEdge;
let port: number;
beforeAll(async () => {
  edge = await startTestEdge(limits);
  ({ port } = await edge.state());
});
afterAll(() => edge.stop());

/** A delivery that asks for nothing is answered, by the same process, which has noticed nothing. */
async function expectService(): Promise<void> {
  await expect.poll(() => statusOf(delivery({ headers: { 'x-github-event': 'ping' } })), { timeout: 10_000 }).toBe(202);
  expect(await edge.state()).toMatchObject({ asked: [], errors: [] });
}

async function statusOf(bytes: Buffer): Promise<number | undefined> {
  const { socket, answers } = testConnection(port);
  socket.write(bytes);
  const [status] = await answers(1);
  socket.destroy();
  return status;
}

/** By how many bytes the memory of the edge grows at most while something is done to it. */
async function growthDuring(attack: () => Promise<void>): Promise<number> {
  const before = (await edge.state()).memory;
  let most = before;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      most = Math.max(most, (await edge.state()).memory);
      await wait(10);
    }
  })();
  await attack().finally(() => {
    isOver = true;
  });
  await watching;
  return most - before;
}

/** Writes the same bytes until so many are sent or the other side has had enough; answers with how many it took. */
async function writeUpTo({ socket }: TestConnection, bytes: Buffer, most: number): Promise<number> {
  while (socket.bytesWritten < most && socket.writable && !socket.readableEnded) {
    if (!socket.write(bytes))
      await Promise.race([new Promise((drained) => socket.once('drain', drained)), gone(socket)]);
  }
  const taken = socket.bytesWritten - socket.writableLength;
  socket.destroy();
  return taken;
}

function gone(socket: TestConnection['socket']): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.once('end', () => resolve());
  });
}

const endless = { 'content-length': undefined, 'transfer-encoding': 'chunked' };
const head = (headers: Readonly<Record<string, string | undefined>>) => delivery({ headers, sent: '' });
const chunk = Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536, 'a'), Buffer.from('\r\n')]);

beforeEach(expectService);

describe('memory', () => {
  test.each([
    ['a body that says how long it is', head({ 'content-length': '600000000' }), Buffer.alloc(65_536, 'a')],
    ['a body that does not', head(endless), chunk],
    ['a body for a path that is not there', delivery({ line: 'POST /a HTTP/1.1', headers: endless, sent: '' }), chunk],
  ])('stays flat while 600 MB are sent, in %s', async (_, begin, piece) => {
    let connections = 0;
    const growth = await growthDuring(async () => {
      for (let sent = 0; sent < 600_000_000; connections++) {
        const connection = testConnection(port);
        connection.socket.write(begin);
        sent += await writeUpTo(connection, piece, 600_000_000);
      }
    });
    expect(connections).toBeGreaterThan(1);
    expect(growth).toBeLessThan(80 * mebibyte);
    await expectService();
  });

  test('stays flat while a body comes in pieces of one byte', async () => {
    const growth = await growthDuring(async () => {
      const connection = testConnection(port);
      connection.socket.write(head(endless));
      await writeUpTo(connection, Buffer.from('1\r\na\r\n'.repeat(10_000)), 6 * 1_500_000);
    });
    expect(growth).toBeLessThan(80 * mebibyte);
    await expectService();
  });

  test('stays flat while many large bodies are almost there', async () => {
    const connections = Array.from({ length: 150 }, () => testConnection(port));
    const almost = delivery({
      body: Buffer.alloc(1.9 * mebibyte, 'a'),
      headers: { 'content-length': `${2 * mebibyte}` },
    });
    const growth = await growthDuring(async () => {
      for (const { socket } of connections) socket.write(almost);
      await Promise.all(connections.map(({ closed }) => closed));
    });
    expect(growth).toBeLessThan(100 * mebibyte);
    expect(new Set(connections.map(({ received }) => received().slice(9, 12)))).toContain('503');
    for (const { socket } of connections) socket.destroy();
    await expectService();
  });

  test('stays flat while somebody asks without end and takes no answer', async () => {
    const { socket } = testConnection(port);
    socket.pause();
    const growth = await growthDuring(async () => {
      socket.write('GET /metrics HTTP/1.1\r\nhost: a\r\n\r\n'.repeat(2_000));
      // What has arrived is read only when the other side has gone, since reading is what it waits for.
      await expect.poll(async () => (await edge.state()).connections, { timeout: 10_000 }).toBe(0);
    });
    expect(growth).toBeLessThan(80 * mebibyte);
    socket.destroy();
    await expectService();
  });
});

describe('whoever is slow is not waited for', () => {
  async function drip(begin: Buffer, piece: string): Promise<string> {
    const { socket, closed } = testConnection(port);
    socket.write(begin);
    const dripping = setInterval(() => socket.write(piece), 20);
    const text = await closed;
    clearInterval(dripping);
    socket.destroy();
    return text;
  }

  test.each([
    ['headers', Buffer.from('POST /webhooks/github HTTP/1.1\r\nhost: a\r\n'), 'x-a: b\r\n'],
    ['one header', Buffer.from('POST /webhooks/github HTTP/1.1\r\nhost: '), 'a'],
    ['a first line', Buffer.from('POST /'), 'a'],
    ['a body', head({ 'content-length': '10000' }), 'a'],
    ['chunks', head(endless), '1\r\na\r\n'],
    ['one chunk', Buffer.concat([head(endless), Buffer.from('ffff\r\n')]), 'a'],
  ])('with %s', async (_, begin, piece) => {
    expect(await drip(begin, piece)).toMatch(/^HTTP\/1\.1 408 /);
    await expectService();
  });

  test('on a thousand connections', async () => {
    const connections = Array.from({ length: 1_000 }, () => testConnection(port));
    const texts = await Promise.all(connections.map(({ closed }) => closed));
    expect(texts.filter((text) => text !== '' && !text.startsWith('HTTP/1.1 408 '))).toEqual([]);
    for (const { socket } of connections) socket.destroy();
    await expectService();
  });
});

test('whoever breaks off does no harm', async () => {
  for (let count = 0; count < 200; count++) {
    const { socket } = testConnection(port);
    const begun = delivery().subarray(0, 1 + 2 * count);
    await new Promise((resolve) => socket.write(begun, resolve));
    if (count % 2 === 0) socket.resetAndDestroy();
    else socket.destroy();
  }
  await expectService();
});
