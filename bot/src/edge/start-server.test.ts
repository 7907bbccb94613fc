import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Limits } from './limits.ts';
import type { Answer, PostedRequest, Route } from './route.ts';
import { type RunningServer, startServer } from './start-server.ts';
import { testConnection } from './test-connection.ts';

const errors: unknown[] = [];
const received: PostedRequest[] = [];
const running: RunningServer[] = [];
let answer: () => Promise<Answer>;

beforeEach(() => {
  errors.length = received.length = 0;
  answer = async () => ({ status: 200, text: 'seen' });
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()));
});

async function start(limits: Partial<Limits> = {}, onError = (error: unknown): void => void errors.push(error)) {
  const routes = new Map<string, Route>([
    ['/health', { method: 'GET', answer: () => answer() }],
    [
      '/hook',
      {
        method: 'POST',
        answer: (request) => {
          received.push(request);
          return answer();
        },
      },
    ],
  ]);
  const server = await startServer({ host: '127.0.0.1', port: 0, routes, onError, limits });
  running.push(server);
  return server;
}

async function post(port: number, body: string | ReadableStream, headers: Record<string, string> = {}, path = '/hook') {
  const init = { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body, duplex: 'half' };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, init as RequestInit);
  return { status: response.status, text: await response.text(), headers: response.headers };
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`;

describe('a request that is as its route wants it', () => {
  test('arrives with its bytes and headers', async () => {
    const { port } = await start();
    expect(await post(port, ' {"é": 1}\n', { 'x-one': 'é'.normalize('NFC') })).toMatchObject({
      status: 200,
      text: 'seen',
    });
    expect(received[0]?.body.toString()).toBe(' {"é": 1}\n');
    expect(received[0]?.header('content-type')).toBe('application/json');
    expect(received[0]?.header('x-two')).toBeUndefined();
  });

  test('may come in pieces, with parameters in its type and a query in its path', async () => {
    const { port } = await start();
    const pieces = new ReadableStream({
      start(controller) {
        for (const piece of ['{"a":', '1', '}']) controller.enqueue(new TextEncoder().encode(piece));
        controller.close();
      },
    });
    const type = { 'content-type': 'Application/JSON ; charset=utf-8' };
    expect(await post(port, pieces, type, '/hook?a=b')).toMatchObject({ status: 200 });
    expect(received[0]?.body.toString()).toBe('{"a":1}');
  });

  test('may be asked without a body where the route is for looking', async () => {
    const { port } = await start();
    const response = await fetch(`http://127.0.0.1:${port}/health`);
    expect([response.status, await response.text()]).toEqual([200, 'seen']);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  });
});

describe('a request that is not', () => {
  test('is told which method is', async () => {
    const { port } = await start();
    const response = await fetch(`http://127.0.0.1:${port}/hook`);
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await post(port, '{}', {}, '/health')).status).toBe(405);
  });

  test('hears nothing of what it sent', async () => {
    const { port } = await start();
    const { status, text } = await post(port, '{}', {}, '/needle');
    expect(status).toBe(404);
    expect(text).not.toContain('needle');
  });

  afterEach(() => {
    expect(received).toEqual([]);
    expect(errors).toEqual([]);
  });
});

describe('a body', () => {
  const limits = { bodyBytes: 1_000, allBodiesBytes: 100_000 };
  const inPieces = (size: number) =>
    `POST /hook HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${'1\r\na\r\n'.repeat(size)}0\r\n\r\n`;

  test.each([
    [999, 200],
    [1_000, 200],
    [1_001, 413],
  ])('of %i bytes, where 1000 are allowed, is answered with %i', async (size, status) => {
    const { port } = await start(limits);
    expect((await post(port, 'a'.repeat(size))).status).toBe(status);
    const { socket, answers } = testConnection(port);
    socket.write(inPieces(size));
    expect(await answers(1)).toEqual([status]);
    expect(received.map(({ body }) => body.toString())).toEqual(status === 200 ? Array(2).fill('a'.repeat(size)) : []);
    socket.destroy();
  });

  test('of 2 MiB is allowed where nothing else is said, and none that is larger', async () => {
    const { port } = await start();
    expect((await post(port, 'a'.repeat(2 ** 21))).status).toBe(200);
    const { socket, closed } = testConnection(port);
    socket.write(
      `POST /hook HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${2 ** 21 + 1}\r\n\r\n`,
    );
    expect(await closed).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test('ends its connection when it was not read to the end', async () => {
    const { port } = await start(limits);
    const { socket, closed } = testConnection(port);
    socket.write(`${inPieces(2_000).replace(/0\r\n\r\n$/, '')}${get('/health')}`);
    expect((await closed).match(/HTTP\/1\.1 \d{3}/g)).toEqual(['HTTP/1.1 413']);
    socket.destroy();
  });

  test('is turned away while others take all the room, and not afterwards', async () => {
    const { port } = await start({ bodyBytes: 10_000, allBodiesBytes: 15_000 });
    const first = testConnection(port);
    const head = 'POST /hook HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10000\r\n\r\n';
    first.socket.write(`${head}${'a'.repeat(9_999)}`);
    await expect.poll(async () => (await post(port, 'b'.repeat(9_000))).status).toBe(503);
    first.socket.write('a');
    expect(await first.answers(1)).toEqual([200]);
    expect((await post(port, 'b'.repeat(9_000))).status).toBe(200);
    const second = testConnection(port);
    second.socket.write(`${head}${'a'.repeat(9_999)}`);
    await expect.poll(async () => (await post(port, 'b'.repeat(9_000))).status).toBe(503);
    second.socket.destroy();
    await expect.poll(async () => (await post(port, 'b'.repeat(9_000))).status).toBe(200);
    first.socket.destroy();
  });
});

describe('an error of a route', () => {
  test.each([
    ['that rejects', () => Promise.reject(new Error('needle'))],
    [
      'that throws',
      () => {
        throw new Error('needle');
      },
    ],
  ])('%s is told here and to nobody else', async (_, failing) => {
    const { port } = await start();
    answer = failing;
    const response = await post(port, '{}');
    expect(response.status).toBe(500);
    expect(response.text).not.toContain('needle');
    expect(errors).toEqual([new Error('needle')]);
  });

  test('that answers what cannot be sent ends the connection only', async () => {
    const { port } = await start();
    answer = async () => ({ status: 200, text: '', headers: { 'x-bad': 'a\nb' } });
    await expect(post(port, '{}')).rejects.toThrow('fetch failed');
    expect(errors).toHaveLength(1);
    answer = async () => ({ status: 200, text: 'seen' });
    expect((await post(port, '{}')).status).toBe(200);
  });

  test('is survived by a teller that throws too', async () => {
    const { port } = await start({}, () => {
      throw new Error('no log');
    });
    answer = () => Promise.reject(new Error('needle'));
    expect((await post(port, '{}')).status).toBe(500);
  });
});

test('an address that is taken rejects', async () => {
  const { port } = await start();
  const options = { host: '127.0.0.1', port, routes: new Map(), onError: () => {} };
  await expect(startServer(options)).rejects.toThrow('EADDRINUSE');
});

describe('closing', () => {
  test('lets what has begun finish, accepts nothing more, and ends idle connections', async () => {
    const server = await start();
    let finish: (() => void) | undefined;
    answer = () =>
      new Promise((resolve) => {
        finish = () => resolve({ status: 200, text: 'seen' });
      });
    const [idle, busy, half] = [testConnection(server.port), testConnection(server.port), testConnection(server.port)];
    idle.socket.write(get('/nowhere'));
    busy.socket.write(get('/health'));
    const begun = 'POST /hook HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{';
    half.socket.write(`${get('/nowhere')}${begun}`);
    await Promise.all([idle.answers(1), half.answers(1), expect.poll(() => finish).toBeDefined()]);
    const closed = server.close();
    expect(await idle.closed).toMatch(/^HTTP\/1\.1 404 /);
    await expect(fetch(`http://127.0.0.1:${server.port}/health`)).rejects.toThrow('fetch failed');
    answer = async () => ({ status: 200, text: 'seen' });
    half.socket.write('}');
    expect(await half.closed).toMatch(/HTTP\/1\.1 200 [\s\S]*\r\nconnection: close\r\n[\s\S]*seen$/i);
    finish?.();
    expect(await busy.closed).toMatch(/^HTTP\/1\.1 200 [\s\S]*seen$/);
    for (const { socket } of [idle, busy, half]) socket.destroy();
    await closed;
  });

  test('waits for nobody who sends nothing, and may be asked for twice', async () => {
    const server = await start({ headersTime: 200, requestTime: 200 });
    const { answers, closed, socket } = testConnection(server.port);
    socket.write(`${get('/nowhere')}POST /hook HTTP/1.1\r\n`);
    await answers(1);
    await Promise.all([server.close(), server.close()]);
    await closed;
    socket.destroy();
  });
});
