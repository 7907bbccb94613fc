import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Fault, FaultPlan } from './faults.ts';

/** A request as it came. */
export interface HttpRequest {
  readonly method: string;
  /** With its query. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** An answer as it goes out. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server on this machine that goes wrong as it is told. */
export interface FaultyServer {
  /** With a port of its own, and no slash at the end. */
  readonly url: string;
  /** How many requests came since the last `failAs`. */
  requestCount(): number;
  /** Sets what goes wrong from now on, and counts from 1 again. */
  failAs(plan: FaultPlan): void;
  close(): Promise<void>;
}

/** Serves what a handler answers; `isHalf` asks it to break off in the middle of its work, if it can. */
export async function serve(
  handle: (request: HttpRequest, isHalf: boolean) => Promise<HttpAnswer>,
): Promise<FaultyServer> {
  let plan: FaultPlan = () => undefined;
  let count = 0;
  const server = createServer(async (incoming, response) => {
    count++;
    const fault = plan(count);
    const request = await readRequest(incoming);
    if (fault && before[fault]) {
      answerWith(before[fault], response, undefined);
      return;
    }
    const answer = await handle(request, fault === 'halfway');
    answerWith(fault, response, answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    requestCount: () => count,
    failAs(next) {
      plan = next;
      count = 0;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Faults of which the handler never hears. */
const before: Partial<Record<Fault, Fault>> = {
  'error-500': 'error-500',
  'bad-gateway': 'bad-gateway',
  'reset-before': 'reset-before',
  'no-answer': 'no-answer',
  'rate-limited': 'rate-limited',
  'secondary-limit': 'secondary-limit',
};

function answerWith(fault: Fault | undefined, response: ServerResponse, answer: HttpAnswer | undefined): void {
  const json = { 'content-type': 'application/json' };
  const say = (status: number, message: string, headers: Readonly<Record<string, string>> = {}) =>
    response.writeHead(status, { ...json, ...headers }).end(JSON.stringify({ message }));
  if (fault === 'reset-before' || fault === 'reset-after') response.destroy();
  else if (fault === 'no-answer' || fault === 'no-answer-after') return;
  else if (fault === 'error-500') say(500, 'Internal Server Error');
  else if (fault === 'bad-gateway' || fault === 'bad-gateway-after') {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>');
  } else if (fault === 'rate-limited') say(429, 'Too Many Requests', { 'retry-after': '2' });
  else if (fault === 'secondary-limit') say(403, 'You have exceeded a secondary rate limit.');
  else if (answer && fault === 'truncated' && answer.body.length > 1) {
    const length = Buffer.byteLength(answer.body);
    response.writeHead(answer.status, { ...answer.headers, 'content-length': String(length) });
    response.write(answer.body.slice(0, answer.body.length / 2), () => response.destroy());
  } else if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const pieces: Buffer[] = [];
  for await (const piece of incoming) pieces.push(piece);
  const { method = 'GET', url = '/', headers } = incoming;
  return { method, url, headers, body: Buffer.concat(pieces).toString() };
}
