import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import type { ReadHint } from '../hints.ts';
import type { Queue } from '../queue/queue.ts';
import { giteaHints } from './gitea-hint.ts';
import { githubHints } from './github-hint.ts';
import { parsePayload } from './parse-payload.ts';
import type { Answer, PostedRequest, Route } from './route.ts';
import { isSigned, type SignedAs } from './signature.ts';
import { within } from './within.ts';

/** A forge that sends webhooks. */
export interface WebhookForge {
  /** What the configuration calls it, and what the path ends with. */
  readonly name: string;
  readonly kind: SignedAs;
  /** Each is enough, so that one can be replaced by another; none may be shorter than 32 characters. */
  readonly secrets: readonly string[];
  /** The bot's own login, whose doings are ignored; undefined until the forge has told it. */
  ownLogin(): string | undefined;
  /** Whether the bot works for a repository; of others nothing is asked, whatever a webhook says. */
  isAllowed(repository: RepositoryAt): boolean;
}

/** Who is told of deliveries, and what they bring. */
export interface WebhookSurroundings {
  readonly queue: Pick<Queue, 'ask'>;
  /** Milliseconds that work waits for more of the same, unless somebody waits for it. */
  readonly delay: number;
  readonly counter: { count(delivery: Delivery): void };
  readonly log: { info(fields: object, message: string): void; error(fields: object, message: string): void };
}

/** A delivery, in words that are few enough to be counted by. */
export interface Delivery {
  readonly forge: string;
  /** `unverified` where nobody knows who sent it, `other` where backlint has no use for the event. */
  readonly event: string;
  readonly result: 'queued' | 'ignored' | 'foreign' | 'unreadable' | 'forged' | 'unavailable';
}

/** Whoever has set up a webhook for a repository that the bot is not there for sees in its deliveries that they are refused. */
const statuses = { queued: 202, ignored: 202, foreign: 403, unreadable: 400, forged: 401, unavailable: 503 } as const;

/** Forgejo waits five seconds, and sends nothing twice; that it failed should at least stand in its list. */
const longestAsking = 4_000;

/** The path and the route of a forge's webhooks. Rejects secrets that can be guessed, with a `TypeError`. */
export function webhookRoute(forge: WebhookForge, surroundings: WebhookSurroundings): readonly [string, Route] {
  if (forge.secrets.length === 0 || forge.secrets.some((secret) => secret.length < 32))
    throw new TypeError(`The webhooks of ${forge.name} need a secret of 32 characters or more.`);
  const answer = async (request: PostedRequest): Promise<Answer> => {
    const { event, result, ...details } = await deliver(request, forge, surroundings);
    const delivery: Delivery = { forge: forge.name, event, result };
    surroundings.counter.count(delivery);
    const level = result === 'unavailable' ? 'error' : 'info';
    surroundings.log[level]({ ...delivery, ...details }, 'webhook');
    return { status: statuses[result], text: result === 'forged' ? 'unauthorized' : result };
  };
  return [`/webhooks/${forge.name}`, { method: 'POST', answer }];
}

interface Outcome extends Omit<Delivery, 'forge'> {
  readonly id?: string;
  readonly why?: string;
  readonly err?: unknown;
}

async function deliver(
  request: PostedRequest,
  forge: WebhookForge,
  surroundings: WebhookSurroundings,
): Promise<Outcome> {
  if (!isSigned(request, forge.kind, forge.secrets)) return { event: 'unverified', result: 'forged' };
  const { event, id, read } = kindOf(request, forge.kind);
  const known = { event, id };
  const payload = parsePayload(request.body);
  const hint = payload
    ? read(payload, { name: forge.name, ownLogin: forge.ownLogin() })
    : { kind: 'unreadable' as const };
  if (hint.kind === 'unreadable') return { ...known, result: 'unreadable' };
  if (hint.kind === 'ignored') return { ...known, result: 'ignored', why: hint.why };
  const work = hint.work.filter((piece) => forge.isAllowed(piece));
  if (work.length === 0) return { ...known, result: 'foreign' };
  const options = { delay: hint.isAwaited ? 0 : surroundings.delay };
  try {
    await within(longestAsking, Promise.all(work.map((piece) => surroundings.queue.ask(piece, options))));
    return { ...known, result: 'queued' };
  } catch (err) {
    return { ...known, result: 'unavailable', err };
  }
}

function kindOf({ header }: PostedRequest, kind: SignedAs): { event: string; id: string; read: ReadHint } {
  const name =
    kind === 'github' ? header('x-github-event') : (header('x-forgejo-event-type') ?? header('x-gitea-event-type'));
  const sent =
    kind === 'github' ? header('x-github-delivery') : (header('x-forgejo-delivery') ?? header('x-gitea-delivery'));
  const id = /^[\w-]{1,64}$/.exec(sent ?? '')?.[0] ?? 'none';
  const read = (kind === 'github' ? githubHints : giteaHints).get(name ?? '');
  if (!read) return { event: 'other', id, read: () => ({ kind: 'ignored', why: 'no event of interest' }) };
  return { event: name ?? '', id, read };
}
