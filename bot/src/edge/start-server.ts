import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyReader } from './body-reader.ts';
import { type Limits, promisedLimits } from './limits.ts';
import type { Answer, Route } from './route.ts';

const usualHeaders = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' };

/** What a server answers, and where. */
export interface ServerOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** By path; everything else is not found. */
  readonly routes: ReadonlyMap<string, Route>;
  /** Is told what went wrong here, as opposed to what is wrong with a request. */
  onError(error: unknown): void;
  readonly limits?: Partial<Limits>;
}

/** A server that listens. */
export interface RunningServer {
  readonly port: number;
  /** Accepts nothing more, lets what has begun finish, and resolves when the last connection is gone. */
  close(): Promise<void>;
}

/**
 * Listens to strangers: whatever they send, and however slowly, takes a bounded time and a bounded memory, reaches a route
 * only where it is shaped as that route wants it, and ends no process. Resolves when requests are accepted.
 */
export async function startServer({ host, port, routes, onError, limits }: ServerOptions): Promise<RunningServer> {
  const within: Limits = { ...promisedLimits, ...limits };
  const readBody = bodyReader(within);
  let isClosing = false;

  const server = createServer({
    maxHeaderSize: within.headerBytes,
    headersTimeout: within.headersTime,
    requestTimeout: within.requestTime,
    connectionsCheckingInterval: Math.ceil(within.headersTime / 5),
  });
  server.maxConnections = within.connections;
  server.timeout = within.silence;
  server.on('request', (request, response) => {
    respond(request, response).catch((error: unknown) => {
      tell(error);
      request.socket.destroy();
    });
  });

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Whoever goes away while being answered has done nothing that could be repaired here.
    response.on('error', () => {});
    const answer = await answerTo(request).catch((error: unknown): Answer => {
      tell(error);
      return { status: 500, text: 'something went wrong here' };
    });
    if (response.destroyed) return;
    // What follows an unread body would be taken for the next request.
    if (isClosing || !request.complete) response.shouldKeepAlive = false;
    const length = Buffer.byteLength(answer.text);
    response.writeHead(answer.status, { ...usualHeaders, 'content-length': length, ...answer.headers });
    response.end(answer.text);
  }

  async function answerTo(request: IncomingMessage): Promise<Answer> {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const route = routes.get(path);
    if (!route) return { status: 404, text: 'there is nothing here' };
    if (request.method !== route.method)
      return { status: 405, text: `only ${route.method} is answered here`, headers: { allow: route.method } };
    if (route.method === 'GET') return await route.answer();
    const { headers } = request;
    if (headers['content-encoding'] !== undefined) return { status: 415, text: 'only plain bodies are read' };
    if (!/^application\/json\s*(?:;|$)/i.test(headers['content-type'] ?? ''))
      return { status: 415, text: 'only application/json is read' };
    const body = await readBody(request);
    if (body === 'too-large') return { status: 413, text: 'the body is too large' };
    if (body === 'too-busy') return { status: 503, text: 'too much at a time' };
    if (body === 'broken-off') return { status: 400, text: 'the body broke off' };
    return await route.answer({ body, header: (name) => headers[name]?.toString() });
  }

  function tell(error: unknown): void {
    try {
      onError(error);
    } catch {
      // There is nobody left to tell.
    }
  }

  server.listen(port, host);
  await once(server, 'listening');
  server.on('error', tell);

  return {
    port: (server.address() as AddressInfo).port,
    close() {
      isClosing = true;
      // Node stops looking for requests that never end as soon as it closes.
      const cut = setTimeout(() => server.closeAllConnections(), within.requestTime);
      return new Promise((resolve) => {
        server.close(() => {
          clearTimeout(cut);
          resolve();
        });
      });
    },
  };
}
