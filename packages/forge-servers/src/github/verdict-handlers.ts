import { type Call, CallProblem, type Handlers } from '../forge-server.ts';
import { commitFiles, demand, repositoryOf, text } from '../look-up.ts';
import { type CheckRun, nextId } from '../world.ts';
import { page } from './page.ts';

/** Commit statuses and check runs. */
export const githubVerdictHandlers: Handlers = {
  'GET /repos/{}/{}/commits/{}/statuses'(call) {
    const statuses = repositoryOf(call).statuses.filter(({ commit }) => commit === call.params[2]);
    return page(call, statuses.toReversed(), ({ id, context, state, description, url }) => ({
      id,
      context,
      state,
      description,
      target_url: url === '' ? null : url,
    }));
  },
  'POST /repos/{}/{}/statuses/{}'(call) {
    demand(call, 'status');
    const repository = repositoryOf(call);
    const [, , commit = ''] = call.params;
    commitFiles(repository, commit);
    const { state, context, description, target_url: url } = call.body;
    if (text(description).length > 140)
      throw new CallProblem(422, 'description is too long (maximum is 140 characters)');
    const status = {
      id: nextId(call.world),
      author: call.account.login,
      commit,
      context: text(context),
      state: text(state),
    };
    repository.statuses.push({ ...status, description: text(description), url: text(url) });
    return { status: 201, body: { id: status.id, context: status.context, state: status.state } };
  },
  'GET /repos/{}/{}/commits/{}/check-runs'(call) {
    const name = call.query.get('check_name');
    const runs = repositoryOf(call)
      .checkRuns.filter((one) => one.commit === call.params[2])
      .filter((one) => name === null || one.name === name);
    const { body, ...answer } = page(call, runs, runShape);
    return { ...answer, body: { total_count: runs.length, check_runs: body } };
  },
  'POST /repos/{}/{}/check-runs'(call) {
    demand(call, 'checks');
    const repository = repositoryOf(call);
    const run: CheckRun = {
      id: nextId(call.world),
      author: call.account.login,
      commit: text(call.body.head_sha),
      name: text(call.body.name),
      externalId: text(call.body.external_id),
      status: 'queued',
      conclusion: undefined,
      title: '',
      url: undefined,
    };
    commitFiles(repository, run.commit);
    update(run, call);
    repository.checkRuns.push(run);
    return { status: 201, body: runShape(run) };
  },
  'PATCH /repos/{}/{}/check-runs/{}'(call) {
    demand(call, 'checks');
    const run = repositoryOf(call).checkRuns.find(({ id }) => id === Number(call.params[2]));
    if (!run) throw new CallProblem(404, 'Not Found');
    if (run.author !== call.account.login) throw new CallProblem(403, 'Invalid app_id');
    update(run, call);
    return { body: runShape(run) };
  },
};

function update(run: CheckRun, { body }: Call): void {
  const output = typeof body.output === 'object' && body.output !== null ? body.output : {};
  run.status = text(body.status);
  run.conclusion = body.conclusion === undefined ? undefined : text(body.conclusion);
  run.title = 'title' in output ? text(output.title) : '';
  run.summary = 'summary' in output ? text(output.summary) : '';
  run.url = body.details_url === undefined ? undefined : text(body.details_url);
}

function runShape({ id, author, name, externalId, status, conclusion, title, url, commit }: CheckRun) {
  const output = { title, summary: title };
  return {
    id,
    name,
    head_sha: commit,
    external_id: externalId,
    status,
    conclusion: conclusion ?? null,
    details_url: url ?? null,
    output,
    app: { slug: author.replace(/\[bot\]$/, '') },
  };
}
