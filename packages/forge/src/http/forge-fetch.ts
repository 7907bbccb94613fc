import { visibleText } from '@backlint/report/visible-text';
import { ForgeError, type ForgeErrorReason } from '../forge-error.ts';
import { limitOf } from './rate-limit.ts';
import { readBody } from './read-body.ts';

/** How a client reaches its server. */
export interface Reach {
  /** The only server that is ever asked, with the path below which everything is. */
  readonly url: string;
  readonly token: string;
  /** Milliseconds between two writing requests, as forges ask of bots. */
  readonly betweenWrites: number;
  readonly surroundings?: Partial<Surroundings>;
}

/** What a client takes from the world, so that tests need not wait. */
export interface Surroundings {
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Milliseconds since 1970. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
  /** Milliseconds after which an answer is not waited for any more. */
  readonly timeout: number;
  /** Milliseconds that one request may be held back by rate limits; after that its caller decides. */
  readonly longestHold: number;
  /** Where several processes share an account: how long to hold back the next request, in milliseconds. */
  pause(isWrite: boolean): Promise<number>;
  /** Where several processes share an account: tells that the forge asked to stay away for so many milliseconds. */
  limited(milliseconds: number): Promise<void>;
}

const mostAttempts = 5;

/**
 * A `fetch` for one forge: it answers with successes only, their bodies read whole, and rejects with a `ForgeError`
 * otherwise. It waits as rate limits ask, and repeats what only reads. It follows no redirect and asks no other server,
 * whatever an answer says.
 */
export function forgeFetch(reach: Reach): (url: string, init?: RequestInit) => Promise<Response> {
  const base = new URL(reach.url);
  if (base.username !== '' || base.password !== '')
    throw new TypeError('The address of a forge must hold no password.');
  const world: Surroundings = { ...realSurroundings, ...reach.surroundings };
  let nextWrite = Number.NEGATIVE_INFINITY;
  return async (url, init = {}) => {
    const { origin, pathname } = new URL(url);
    const method = init.method ?? 'GET';
    const request = `${method} ${pathname}`;
    if (origin !== base.origin) throw new ForgeError('unexpected', `${request} would have left ${base.origin}`);
    const isRead = method === 'GET';
    for (let attempt = 1, held = 0; ; attempt++) {
      const shared = await world.pause(!isRead);
      if (held + shared > world.longestHold) {
        throw new ForgeError('rate-limited', `${request}: the forge asked us to stay away`, shared);
      }
      await world.wait(shared);
      held += shared;
      if (!isRead) {
        await world.wait(Math.max(0, nextWrite - world.now()));
        nextWrite = world.now() + reach.betweenWrites;
      }
      const answer = await answerTo(url, init, world);
      if (answer.kind === 'response' && answer.response.ok) return answer.response;
      const error = errorOf(request, answer, reach.token, world.now());
      const pause = error.retryAfter ?? 1_000 * 2 ** (attempt - 1);
      const isUnclear = error.reason === 'unreachable' || error.reason === 'failed';
      if (error.reason === 'rate-limited') await world.limited(pause);
      const isWorthwhile = error.reason === 'rate-limited' || (isRead && isUnclear);
      if (!isWorthwhile || attempt >= mostAttempts || held + pause > world.longestHold) throw error;
      await world.wait(pause);
      held += pause;
    }
  };
}

type Answer =
  | { readonly kind: 'response'; readonly response: Response; readonly text: string }
  | { readonly kind: 'none'; readonly why: string; readonly isOverLimit: boolean };

async function answerTo(url: string, init: RequestInit, { fetch, timeout }: Surroundings): Promise<Answer> {
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(url, { ...init, redirect: 'manual', signal });
    const bytes = await readBody(response);
    if (bytes === 'too-large') return { kind: 'none', why: 'the answer is too large', isOverLimit: true };
    const text = new TextDecoder().decode(bytes);
    const isJson = /\bjson\b/.test(response.headers.get('content-type') ?? '');
    if (response.ok && isJson && text !== '' && !isWhole(text)) {
      return { kind: 'none', why: 'the answer broke off', isOverLimit: false };
    }
    const { status, headers } = response;
    const body = bytes.length === 0 ? null : new Uint8Array(bytes);
    return { kind: 'response', response: new Response(body, { status, headers }), text };
  } catch (error) {
    return { kind: 'none', why: reasonOf(error), isOverLimit: false };
  }
}

function isWhole(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

/** The code of a network error; its message could name what we sent. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const code = [error.cause, error].flatMap((one) => (one instanceof Error && 'code' in one ? [String(one.code)] : []));
  return `no answer${code[0] === undefined ? '' : ` (${code[0]})`}`;
}

function errorOf(request: string, answer: Answer, token: string, now: number): ForgeError {
  if (answer.kind === 'none') {
    return new ForgeError(answer.isOverLimit ? 'unexpected' : 'unreachable', `${request}: ${answer.why}`);
  }
  const { response, text } = answer;
  const said = messageIn(text, token);
  const message = `${request}: ${response.status}${said === '' ? '' : ` ${said}`}`;
  const limit = limitOf(response, text, now);
  if (limit) return new ForgeError('rate-limited', message, limit.retryAfter);
  return new ForgeError(reasonOfStatus(response.status), message);
}

function reasonOfStatus(status: number): ForgeErrorReason {
  if (status === 500) return 'failed';
  if (status > 500 || status === 408) return 'unreachable';
  if (status === 400 || status === 406 || status === 409 || status === 413 || status === 422) return 'refused';
  return reasons[status] ?? 'unexpected';
}

const reasons: Readonly<Record<number, ForgeErrorReason>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'not-found',
  423: 'forbidden',
};

/** What the forge says went wrong, short, without our token and without anything that steers a terminal. */
function messageIn(text: string, token: string): string {
  try {
    const data: unknown = JSON.parse(text);
    const message = typeof data === 'object' && data !== null && 'message' in data ? data.message : undefined;
    if (typeof message !== 'string') return '';
    return visibleText(token === '' ? message : message.replaceAll(token, '***'), 200);
  } catch {
    return '';
  }
}

const realSurroundings: Surroundings = {
  fetch: (url, init) => globalThis.fetch(url, init),
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  timeout: 15_000,
  longestHold: 15 * 60_000,
  pause: () => Promise.resolve(0),
  limited: () => Promise.resolve(),
};
