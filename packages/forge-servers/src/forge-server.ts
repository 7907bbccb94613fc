import type { Contract } from './contract.ts';
import { appOfJwt } from './github/app-jwt.ts';
import { type FaultyServer, type HttpAnswer, type HttpRequest, serve } from './serve.ts';
import type { Account, Installation, Right, World } from './world.ts';

/** A request that is described and allowed. */
export interface Call {
  readonly world: World;
  /** Who asks, and what they may do. */
  readonly account: Account;
  readonly rights: ReadonlySet<Right>;
  /** Set where the token is for an installation of an app: it sees nothing else. */
  readonly installation?: Installation | undefined;
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
  readonly accept: string;
  /** Whether to break off in the middle, where the real server could. */
  readonly isHalf: boolean;
}

/** What a server answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON; a text is sent as it is. */
  readonly body?: unknown;
}

/** What a server does with a call, by method and path with `{}` for parameters. */
export type Handlers = Readonly<Record<string, (call: Call) => Answer>>;

/** Something wrong with a call: it is answered with this status. */
export class CallProblem extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** A forge on this machine, for tests. */
export interface ForgeServer extends FaultyServer {
  /** Where its API is. */
  readonly apiUrl: string;
  readonly world: World;
  /** Every request: method, path and status. */
  readonly log: readonly string[];
  /** Requests and answers that the forge's own description does not allow; a test wants none. */
  readonly violations: readonly string[];
}

/** Starts a forge that validates every request before it handles it. */
export async function startForge(
  world: World,
  basePath: string,
  contract: Contract,
  handlers: Handlers,
): Promise<ForgeServer> {
  const log: string[] = [];
  const violations: string[] = [];
  const faulty = await serve(async (request, isHalf) => {
    const answer = answerTo(request, isHalf);
    log.push(`${request.method} ${request.url} ${answer.status}`);
    return answer;
  });
  const violated = (request: HttpRequest, problems: readonly string[]) => {
    violations.push(...problems.map((problem) => `${request.method} ${request.url}: ${problem}`));
    return httpAnswer({ status: 400, body: { message: problems.join('; ') } });
  };
  const answerTo = (request: HttpRequest, isHalf: boolean): HttpAnswer => {
    const { pathname, searchParams: query } = new URL(request.url, 'http://forge');
    if (!pathname.startsWith(basePath)) return violated(request, [`the API is below ${basePath}`]);
    const body: unknown = request.body === '' ? undefined : JSON.parse(request.body);
    const match = contract.match(request.method, pathname.slice(basePath.length), query, body);
    if (!match) return violated(request, ['there is no such call']);
    const problems = [...match.problems, ...headerProblems(request)];
    if (problems.length > 0) return violated(request, problems);
    const who = accountOf(world, request);
    if (!who) return httpAnswer({ status: 401, body: { message: 'Bad credentials' } });
    const handler = handlers[match.name];
    if (!handler) return violated(request, ['this server does not do that yet']);
    try {
      const accept = request.headers.accept ?? '';
      const call = { world, ...who, params: match.params, query, body: isRecord(body) ? body : {}, accept, isHalf };
      const answer = handler(call);
      if (typeof answer.body !== 'string') {
        violations.push(...match.answerProblems(answer.body).map((one) => `${match.name}: ${one}`));
      }
      return httpAnswer(answer);
    } catch (error) {
      if (error instanceof CallProblem) return httpAnswer({ status: error.status, body: { message: error.message } });
      violations.push(`${match.name}: ${error}`);
      return httpAnswer({ status: 500, body: { message: 'the test server failed' } });
    }
  };
  return { ...faulty, apiUrl: `${faulty.url}${basePath}`, world, log, violations };
}

function headerProblems({ headers, body }: HttpRequest): readonly string[] {
  const type = headers['content-type'] ?? '';
  return [
    ...(body !== '' && !type.startsWith('application/json') ? [`content-type is ${type}`] : []),
    ...(headers.authorization === undefined ? ['nobody is authorized'] : []),
  ];
}

function accountOf(world: World, { headers }: HttpRequest) {
  const value = (headers.authorization ?? '').replace(/^(?:token|bearer) /i, '');
  const app = appOfJwt(world, value);
  if (app) return { account: app, rights: new Set<Right>(['app']) };
  const token = world.tokens.get(value);
  const account = world.accounts.find(({ login }) => login === token?.login);
  if (!token || !account || token.installation?.isSuspended) return undefined;
  return { account, rights: token.rights, installation: token.installation };
}

function httpAnswer({ status = 200, headers = {}, body }: Answer): HttpAnswer {
  if (body === undefined) return { status, headers, body: '' };
  const isText = typeof body === 'string';
  const type = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  return { status, headers: { 'content-type': type, ...headers }, body: isText ? body : JSON.stringify(body) };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
