import { setTimeout as wait } from 'node:timers/promises';
import { failSometimes } from '@backlint/forge-servers/faults';
import { commit } from '@backlint/forge-servers/git';
import { isPull, type PullIssue } from '@backlint/forge-servers/look-up';
import { openPullRequest, push, say } from '@backlint/forge-servers/people';
import type { Release } from '@backlint/forge-servers/stage/test-stage';
import type { Comment, Files } from '@backlint/forge-servers/world';
import type { BotConfiguration } from '../configuration/schema.ts';
import { makeLog } from '../log.ts';
import { type Bot, startBot } from '../start-bot.ts';
import { type Chance, chanceOf } from './chance.ts';
import { directEngine } from './direct-engine.ts';
import { cluster, type TestWorld, testWorld } from './test-world.ts';
import { deliver, type Told } from './webhooks.ts';

/** How a play goes. */
export interface DeliveryPlay {
  readonly release: Release;
  readonly seed: number;
  readonly replicas: number;
  readonly steps: number;
  /** How many of the forge's answers go wrong, from 0 to 1. */
  readonly faultShare: number;
  /** Where replicas meet; absent for one process. */
  readonly redisUrl?: string;
}

/** What went wrong in a play, and what it left. */
export interface DeliveryOutcome {
  /** Requests that failed, deliveries that were lost, doubled or late, and processes that ended in the middle. */
  readonly faults: number;
  /** What does not stand as it should, in sentences. */
  readonly problems: readonly string[];
}

/** What may be proposed, and how many blockers it has. */
const proposals: readonly [Proposal, ...Proposal[]] = [
  { files: { 'notes.txt': 'x' }, blockers: 0 },
  { files: { 'a.yaml': cluster }, blockers: 1 },
  { files: { 'a.yaml': cluster, 'b.yaml': cluster.replace('orders', 'carts') }, blockers: 2 },
  { files: {}, blockers: 0 },
];

interface Proposal {
  readonly files: Files;
  readonly blockers: number;
}

const first = { 'README.md': 'Databases\n' };
const lenient = { ...first, '.backlint.yaml': 'rules: { unprotected-database: warning }\n' };
const waive = '/backlint waive unprotected-database until=2099-01-01 reason="x"';
/** The day of every play; waivers of 90 days from here. */
const today = '2026-06-15T12:00:00Z';

/**
 * People push, talk and close, webhooks get lost, doubled and late, the forge fails, and bots end in the middle and start again. Then all
 * is quiet, and every open pull request must show what a bot to which nothing ever happened would show.
 */
export async function playDeliveries(play: DeliveryPlay): Promise<DeliveryOutcome> {
  const { release, seed, steps, faultShare } = play;
  const chance = chanceOf(seed);
  const stage = await testWorld(release, first);
  const tally = { faults: 0 };
  const plan = failSometimes(seed, faultShare);
  stage.failAs((n) => {
    const fault = plan(n);
    if (fault) tally.faults++;
    return fault;
  });
  const bots: Bot[] = [];
  for (let n = 0; n < play.replicas; n++) bots.push(await begin(stage, play));
  const late: Promise<unknown>[] = [];
  let isCutOff = false;
  const tell = (told: Told) => {
    const send = async (after: number) => {
      await wait(after);
      const bot = bots[chance.below(bots.length)];
      if (bot) await deliver(release, told, bot.port);
    };
    const isLost = chance.isSo(isCutOff ? 1 : 0.25);
    const isLate = chance.isSo(0.25);
    const isDoubled = chance.isSo(0.2);
    tally.faults += Number(isLost) + Number(isLate) + Number(isDoubled);
    if (!isLost) late.push(send(isLate ? chance.below(60) : 0));
    if (isDoubled) late.push(send(chance.below(60)));
  };
  const people = peopleOf(stage, chance, tell);
  for (let step = 0; step < steps; step++) {
    // What happens at last no webhook tells and no start finds, so that it is a sweep's to find.
    isCutOff = step >= steps - 5;
    people.doSomething();
    if (!isCutOff && chance.isSo(0.1)) {
      tally.faults++;
      const index = chance.below(bots.length);
      await bots[index]?.close(0);
      bots[index] = await begin(stage, play);
    }
    if (chance.isSo(0.5)) await wait(chance.below(40));
  }
  await Promise.all(late);
  stage.failAs(() => undefined);
  const problems = await untilQuiet(() => people.problems(), stage);
  await Promise.all(bots.map((bot) => bot.close(1_000)));
  problems.push(...stage.server.violations);
  await stage.close();
  return { faults: tally.faults, problems };
}

/** Waits until there is nothing to complain of and nobody asks the forge for writes; gives up after a while, with what is left. */
async function untilQuiet(problems: () => readonly string[], { server }: TestWorld): Promise<string[]> {
  const patience = 30_000;
  const writes = () => server.log.filter((line) => !line.startsWith('GET ')).length;
  for (let waited = 0, quiet = 0, before = -1; waited < patience; waited += 50) {
    await wait(50);
    const now = writes();
    quiet = problems().length === 0 && now === before ? quiet + 1 : 0;
    before = now;
    // Several sweeps have found nothing to do.
    if (quiet === 8) return [];
  }
  return [...problems(), ...(problems().length === 0 ? ['the bot writes without end'] : [])];
}

function begin({ configuration }: TestWorld, { redisUrl }: DeliveryPlay): Promise<Bot> {
  const settings: BotConfiguration = {
    forges: [configuration],
    host: '127.0.0.1',
    port: 0,
    metricsPort: 0,
    sweepEvery: 100,
    collectFor: 5,
    concurrency: 2,
    engineSeconds: 120,
    engineMegabytes: 512,
    logLevel: 'silent',
    dryRun: false,
    ...(redisUrl === undefined ? {} : { redisUrl }),
  };
  return startBot(settings, {
    engine: directEngine,
    log: makeLog('silent', []),
    now: () => new Date(today),
    patience: {
      // No more than a turn of the event loop, which keeps nobody from their turns; minutes that a forge asks for would outlast the play.
      wait: (milliseconds, signal) => wait(Math.min(milliseconds, 2), undefined, { signal }),
      timeout: 60,
      longestHold: Number.POSITIVE_INFINITY,
    },
    pauseAfter: (_, failures) => (failures > 6 ? 'give-up' : 5 * failures),
  });
}

interface People {
  doSomething(): void;
  problems(): readonly string[];
}

function peopleOf(stage: TestWorld, chance: Chance, tell: (told: Told) => void): People {
  const { world, repository, login } = stage;
  const pulls: { readonly issue: PullIssue; blockers: number }[] = [];
  const words = new Map<Comment, string>();
  let isLenient = false;
  const openOne = () => {
    const proposal = chance.oneOf(proposals);
    const issue = openPullRequest(world, repository, {
      author: 'alice',
      title: 'A change',
      body: '',
      branch: `change-${pulls.length}`,
      files: { ...first, ...proposal.files },
    });
    if (!isPull(issue)) throw new Error('That is no pull request.');
    pulls.push({ issue, blockers: proposal.blockers });
    tell({ kind: 'pull-request', number: issue.number, what: 'opened' });
  };
  const talk = (issue: PullIssue) => {
    const by = chance.oneOf(['alice', 'bob', 'mallory']);
    const body = chance.oneOf([
      waive,
      '/backlint unwaive unprotected-database',
      '/backlint recheck',
      '/backlint help',
      'Nice.',
    ]);
    words.set(say(world, issue, by, body), body);
    tell({ kind: 'comment', number: issue.number, body, by });
  };
  const configure = () => {
    isLenient = !isLenient;
    const main = commit(repository, isLenient ? lenient : first, repository.branches.get('main'));
    repository.branches.set('main', main);
    // GitHub goes on telling the commit that it was when somebody last pushed.
    if (stage.release !== 'github') for (const { issue } of pulls) issue.pull.base = main;
    tell({ kind: 'push' });
  };
  return {
    doSomething() {
      const one = pulls[chance.below(pulls.length + 1)];
      if (!one) return pulls.length < 4 ? openOne() : undefined;
      const { issue } = one;
      const { number } = issue;
      switch (chance.oneOf(['push', 'push', 'push', 'talk', 'talk', 'edit', 'close', 'configure'])) {
        case 'push': {
          const proposal = chance.oneOf(proposals);
          push(world, repository, issue, { ...first, ...proposal.files, 'seed.txt': String(chance.below(1e9)) });
          one.blockers = proposal.blockers;
          return tell({ kind: 'pull-request', number, what: 'pushed' });
        }
        case 'talk':
          return talk(issue);
        case 'edit':
          issue.title = `A change ${chance.below(100)}`;
          return tell({ kind: 'pull-request', number, what: 'edited' });
        case 'close':
          issue.state = issue.state === 'open' && chance.isSo(0.5) ? 'closed' : 'open';
          return tell({ kind: 'pull-request', number, what: issue.state === 'open' ? 'opened' : 'closed' });
        default:
          return configure();
      }
    },
    problems() {
      const changed = [...words]
        .filter(([comment, body]) => comment.body !== body)
        .map(() => 'somebody’s words were changed');
      return [...changed, ...pulls.flatMap(({ issue, blockers }) => problemsOf(issue, isLenient ? 0 : blockers))];
    },
  };

  function problemsOf(issue: PullIssue, blockers: number): readonly string[] {
    const own = [...issue.comments, ...issue.pull.reviews]
      .filter(({ author }) => author === login)
      .map(({ body }) => body);
    const reviews = own.filter((body) => body.startsWith('<!-- backlint:review '));
    const answered = own.flatMap((body) => /^<!-- backlint:answer (\d+):(\w+)/.exec(body)?.slice(1, 3).join(' ') ?? []);
    const name = `#${issue.number}`;
    const problems: string[] = [];
    if (reviews.length > 1) problems.push(`${name} has ${reviews.length} reviews`);
    if (new Set(answered.map((one) => one.split(' ')[0])).size < answered.length)
      problems.push(`${name} has an answer twice`);
    if (issue.state !== 'open') return problems;
    const asked = issue.comments.filter(({ body }) => body.startsWith('/backlint') && body !== '/backlint recheck');
    const missing = asked.filter(({ id }) => !answered.some((one) => one.startsWith(`${id} `)));
    if (missing.length > 0) problems.push(`${name} waits for ${missing.length} answers`);
    const verdict = verdictOn(issue);
    const isGranted = answered.some((one) => one.endsWith(' granted'));
    const possible = isGranted
      ? ['APPROVED', `NOT APPROVED: ${blockers} blocker`]
      : [blockers === 0 ? 'APPROVED' : `NOT APPROVED: ${blockers} blocker`];
    if (!possible.some((one) => verdict?.startsWith(one)))
      problems.push(`${name}: ${verdict ?? 'no verdict'}, and not ${possible.join(' or ')}`);
    const [review] = reviews;
    const isAgreed = review === undefined || review.includes(`VERDICT: ${verdict?.split(':')[0]}`);
    if (!isAgreed || (review === undefined && blockers > 0))
      problems.push(`${name} says something else than its verdict`);
    return problems;
  }

  function verdictOn({ pull }: PullIssue): string | undefined {
    const runs = repository.checkRuns.filter((run) => run.commit === pull.head).map(({ title }) => title);
    const statuses = repository.statuses
      .filter((status) => status.commit === pull.head)
      .map(({ description }) => description);
    return [...runs, ...statuses].at(-1);
  }
}
