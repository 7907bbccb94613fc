import { CallProblem, type Handlers } from '../forge-server.ts';
import { blobId } from '../git.ts';
import { commitFiles, demand, repositoryOf, text } from '../look-up.ts';
import { nextId } from '../world.ts';
import { page } from './page.ts';

/** Commit statuses and the files of commits. */
export const giteaCommitHandlers: Handlers = {
  'GET /repos/{}/{}/statuses/{}'(call) {
    const statuses = repositoryOf(call).statuses.filter(({ commit }) => commit === call.params[2]);
    // The names are the wrong way round, on real servers too: `highestindex` lists the lowest first.
    const inOrder = call.query.get('sort') === 'highestindex' ? statuses : statuses.toReversed();
    return page(call, inOrder, ({ id, context, state, description, url }) => ({
      id,
      context,
      status: state,
      description,
      target_url: url,
    }));
  },
  'POST /repos/{}/{}/statuses/{}'(call) {
    demand(call, 'status');
    const repository = repositoryOf(call);
    const commit = call.params[2] ?? '';
    commitFiles(repository, commit);
    const { state, context, description, target_url: url } = call.body;
    const status = { id: nextId(call.world), author: call.account.login, commit, context: text(context) };
    repository.statuses.push({ ...status, state: text(state), description: text(description), url: text(url) });
    return { status: 201, body: { id: status.id, context: status.context, status: text(state) } };
  },
  'GET /repos/{}/{}/git/trees/{}'(call) {
    const entries = Object.entries(commitFiles(repositoryOf(call), call.params[2] ?? ''));
    const size = Math.min(1_000, Number(call.query.get('per_page') ?? 1_000));
    const number = Number(call.query.get('page') ?? 1);
    const tree = entries.slice((number - 1) * size, number * size).map(([path, content]) => ({
      path,
      mode: '100644',
      type: 'blob',
      sha: blobId(content),
      size: Buffer.byteLength(content),
    }));
    return { body: { sha: call.params[2], page: number, total_count: entries.length, truncated: false, tree } };
  },
  'GET /repos/{}/{}/git/blobs/{}'(call) {
    const commits = [...repositoryOf(call).commits.values()];
    const found = commits.flatMap(({ files }) => Object.values(files)).find((one) => blobId(one) === call.params[2]);
    if (found === undefined) throw new CallProblem(404, 'Not Found');
    const content = Buffer.from(found).toString('base64');
    return { body: { sha: call.params[2], content, encoding: 'base64', size: Buffer.byteLength(found) } };
  },
};
