import { type Call, CallProblem, type Handlers } from '../forge-server.ts';
import { changesBetween, diffText, patchText } from '../git.ts';
import { commitFiles, isPull, pullOf, repositoryOf } from '../look-up.ts';
import type { Repository } from '../world.ts';
import { page } from './page.ts';
import { pullShape } from './shapes.ts';

/** GitHub shows no diff of more files. */
const mostFilesInDiff = 300;

/** Pull requests and what they change. */
export const githubPullHandlers: Handlers = {
  'GET /repos/{}/{}/pulls'(call) {
    const repository = repositoryOf(call);
    const state = call.query.get('state') ?? 'open';
    const pulls = repository.issues.filter(isPull).filter((one) => state === 'all' || one.state === state);
    return page(call, pulls.toReversed(), (pull) => pullShape(call.world, repository, pull));
  },
  'GET /repos/{}/{}/pulls/{}'(call) {
    const issue = pullOf(call);
    if (!/\bdiff\b/.test(call.accept)) return { body: pullShape(call.world, repositoryOf(call), issue) };
    const changes = changesOf(call);
    if (changes.length > mostFilesInDiff)
      throw new CallProblem(406, 'Sorry, the diff exceeded the maximum number of files');
    return { body: diffText(changes) };
  },
  'GET /repos/{}/{}/pulls/{}/files'(call) {
    return page(call, changesOf(call), (change) => {
      const { path, status, hunks } = change;
      const lines = hunks.flatMap((hunk) => hunk.lines);
      const additions = lines.filter((line) => line.startsWith('+')).length;
      const deletions = lines.filter((line) => line.startsWith('-')).length;
      const patch = lines.length > 3_000 ? {} : { patch: patchText(change) };
      return { filename: path, status, additions, deletions, changes: additions + deletions, ...patch };
    });
  },
  'GET /repos/{}/{}/compare/{}'(call) {
    const repository = repositoryOf(call);
    const named = (call.params[2] ?? '').split('...');
    const [base = '', head = ''] = named.map((name) => repository.branches.get(name) ?? name);
    return {
      body: { base_commit: { sha: base }, merge_base_commit: { sha: mergeBase(repository, base, head) } },
    };
  },
};

/** What a pull request changes. */
export function changesOf(call: Call) {
  const repository = repositoryOf(call);
  const { base, head } = pullOf(call).pull;
  return changesBetween(commitFiles(repository, mergeBase(repository, base, head)), commitFiles(repository, head));
}

function mergeBase(repository: Repository, base: string, head: string): string {
  const ancestors = new Set(ancestorsOf(repository, base));
  const found = ancestorsOf(repository, head).find((one) => ancestors.has(one));
  if (found === undefined) throw new CallProblem(404, 'Not Found');
  return found;
}

function ancestorsOf(repository: Repository, id: string): readonly string[] {
  const known = repository.commits.get(id);
  return known ? [id, ...(known.parent === undefined ? [] : ancestorsOf(repository, known.parent))] : [];
}
