import { CallProblem, type Handlers } from '../forge-server.ts';
import { changesBetween, diffText } from '../git.ts';
import { commitFiles, demand, isPull, pullOf, repositoryOf } from '../look-up.ts';
import { page } from './page.ts';
import { mergeBase, pullShape, userShape } from './shapes.ts';

/** Pull requests, what they change, and who somebody is. */
export const giteaPullHandlers: Handlers = {
  'GET /user'(call) {
    demand(call, 'account');
    return { body: userShape(call.world, call.account.login) };
  },
  'GET /repos/{}/{}/pulls'(call) {
    const repository = repositoryOf(call);
    const state = call.query.get('state') ?? 'open';
    const pulls = repository.issues.filter(isPull).filter((one) => state === 'all' || one.state === state);
    return page(call, pulls.toReversed(), (pull) => pullShape(call.world, repository, pull));
  },
  'GET /repos/{}/{}/pulls/{}'(call) {
    return { body: pullShape(call.world, repositoryOf(call), pullOf(call)) };
  },
  'GET /repos/{}/{}/pulls/{}.{}'(call) {
    const repository = repositoryOf(call);
    const { pull } = pullOf(call);
    if (call.params[3] !== 'diff') throw new CallProblem(404, 'Not Found');
    const before = commitFiles(repository, mergeBase(repository, pull));
    return { body: diffText(changesBetween(before, commitFiles(repository, pull.head))) };
  },
};
