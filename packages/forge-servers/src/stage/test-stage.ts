import { type GiteaRelease, startGitea } from '../gitea/gitea-server.ts';
import { startGitHub } from '../github/github-server.ts';
import { isPull, type PullIssue } from '../look-up.ts';
import { account, makeRepository, openPullRequest, push, say, sayAtLine } from '../people.ts';
import { newWorld, type Pull, type Repository, type Right, type World } from '../world.ts';
import { base, firstHead, type Stage, saidBefore, secondHead, sorted } from './stage.ts';

/** The forges that there are test servers for. */
export type Release = 'github' | GiteaRelease;

/** All of them. */
export const releases: readonly Release[] = ['github', 'forgejo-11', 'forgejo-16', 'gitea-1.22', 'gitea-1.26'];

const token = 'secret-token-of-the-bot';
const login = 'backlint-bot';
const everything: readonly Right[] = ['review', 'issues', 'status', 'checks', 'account'];

/** A stage on a test server, with everything that the server keeps. */
export interface TestStage extends Stage {
  readonly world: World;
  readonly repository: Repository;
  readonly issue: PullIssue;
}

/** Sets up a pull request on a test server; the bot may do all that is named, by default everything but administer. */
export async function testStage(release: Release, rights: readonly Right[] = everything): Promise<TestStage> {
  const world = newWorld();
  account(world, login, 'Bot');
  world.tokens.set(token, { login, rights: new Set(rights) });
  const repository = makeRepository(world, 'shop', 'databases', base);
  repository.labels.push({ id: 1, name: saidBefore.label, color: 'ff0000', description: '' });
  const issue = openPullRequest(world, repository, {
    author: 'alice',
    title: 'Add a database',
    body: 'Closes #7',
    branch: '7-add-a-database',
    files: firstHead,
  });
  if (!isPull(issue)) throw new Error('That is no pull request.');
  const { pull } = issue;
  issue.labels.push(saidBefore.label);
  say(world, issue, 'mallory', saidBefore.comment);
  sayAtLine(world, issue, 'bob', saidBefore.noteAt, saidBefore.note);
  const server = await (release === 'github' ? startGitHub(world) : startGitea(world, release));
  let logged = 0;
  return {
    world,
    repository,
    issue,
    kind: release === 'github' ? 'github' : release.startsWith('forgejo') ? 'forgejo' : 'gitea',
    apiUrl: server.apiUrl,
    token,
    login,
    at: { owner: 'shop', repository: 'databases', number: issue.number },
    headCommit: async () => pull.head,
    push: async () => push(world, repository, issue, secondHead),
    async answer(path, line, body) {
      const note = pull.notes.find((one) => one.author === login && one.path === path && one.line === line);
      if (!note) throw new Error(`Nothing to answer at ${path}:${line}.`);
      sayAtLine(world, issue, 'alice', { path, line: note.line, inReplyTo: note.id }, body);
    },
    async snapshot() {
      const pending = new Set(pull.reviews.filter(({ state }) => state === 'PENDING').map(({ id }) => id));
      return sorted({
        texts: [...issue.comments, ...textsOf(pull)].map(({ author, body }) => ({ author, body })),
        notes: pull.notes.map(({ author, body, path }) => ({ author, body, path })),
        labels: issue.labels,
        verdicts: verdictsOf(repository),
        issues: repository.issues
          .filter((one) => !one.pull)
          .map(({ author, title, body, labels }) => ({ author, title, body, labels })),
        pending: pull.notes.filter(({ review }) => pending.has(review)).length,
      });
    },
    failAs(plan) {
      logged = server.log.length;
      server.failAs(plan);
    },
    requestCount: server.requestCount,
    requests: () => server.log.slice(logged).map((line) => line.replace(/ \d+$/, '')),
    violations: () => server.violations,
    close: server.close,
  };
}

/** Reviews that only bring notes say nothing of their own. */
function textsOf({ reviews }: Pull) {
  return reviews.filter(({ body, author }) => body !== '' && (author !== login || body.startsWith('<!--')));
}

function verdictsOf({ statuses, checkRuns }: Repository): readonly string[] {
  const latest = new Map(
    statuses.map(({ commit, context, state, description }) => [
      `${commit} ${context}`,
      `${context} ${state} ${description}`,
    ]),
  );
  return [...latest.values(), ...checkRuns.map(({ name, conclusion, title }) => `${name} ${conclusion} ${title}`)];
}
