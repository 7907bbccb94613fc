import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A Redis of its own for tests, which keeps what it was told when it is stopped and started. */
export interface RedisServer {
  /** A way to it, which can be cut as networks are. */
  openWay(): Promise<Way>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good, and removes what it kept. */
  remove(): Promise<void>;
}

/** An address at which the Redis of a test answers. */
export interface Way {
  readonly url: string;
  /** Breaks all connections and takes no more, until it is mended. */
  cut(): void;
  mend(): void;
  close(): void;
}

/** Whether there is a redis-server to test with. */
export const hasRedisServer = spawnSync('redis-server', ['--version']).status === 0;

/** Starts a Redis that nothing else can reach. */
export async function startRedisServer(): Promise<RedisServer> {
  const folder = await mkdtemp(join(tmpdir(), 'backlint-redis-'));
  const socketPath = join(folder, 'socket');
  let server: ChildProcess;
  let ended: Promise<unknown>;
  const ways: Way[] = [];

  async function start(): Promise<void> {
    const files = ['--dir', folder, '--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
    server = spawn('redis-server', ['--port', '0', '--unixsocket', socketPath, ...files], { stdio: 'ignore' });
    ended = new Promise((resolve) => server.once('exit', resolve));
    while (!(await canConnect(socketPath))) await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async function stop(): Promise<void> {
    server.kill();
    await ended;
  }

  await start();
  return {
    openWay: async () => {
      const way = await openWay(socketPath);
      ways.push(way);
      return way;
    },
    start,
    stop,
    remove: async () => {
      for (const way of ways) way.close();
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function openWay(socketPath: string): Promise<Way> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = createConnection(socketPath);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.pipe(other);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  function cut(): void {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    cut,
    mend: () => {
      isCut = false;
    },
    close: () => {
      cut();
      server.close();
    },
  };
}

function canConnect(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
