import { CallProblem, type Handlers } from '../forge-server.ts';
import { demand, repositoryOf } from '../look-up.ts';
import { account } from '../people.ts';
import type { Hook } from '../world.ts';
import { page } from './page.ts';
import { repositoryShape } from './shapes.ts';

/** Repositories, as those who may write to them see them, and their webhooks, which only administrators see. */
export const giteaRepositoryHandlers: Handlers = {
  'GET /user/repos'(call) {
    demand(call, 'account');
    const own = call.world.repositories.filter(({ permissions }) => permissions.has(call.account.login));
    return page(call, own, (repository) => repositoryShape(call.world, repository));
  },
  'GET /repos/{}/{}'(call) {
    const repository = repositoryOf(call);
    const permission = repository.permissions.get(call.account.login);
    const admin = permission === 'admin';
    const permissions = { admin, push: admin || permission === 'write', pull: true };
    return { body: { ...repositoryShape(call.world, repository), permissions, archived: repository.isArchived } };
  },
  'GET /repos/{}/{}/hooks'(call) {
    const { permissions, hooks } = repositoryOf(call);
    if (permissions.get(call.account.login) !== 'admin') throw new CallProblem(403, 'Must be an administrator');
    return page(call, hooks, hookShape);
  },
  'GET /orgs/{}/hooks'(call) {
    const { login, type } = account(call.world, call.params[0] ?? '');
    if (type !== 'Organization') throw new CallProblem(404, 'Not Found');
    const hooks = call.world.organisationHooks.get(login);
    if (!hooks) throw new CallProblem(403, 'Must be an owner of the organization');
    return page(call, hooks, hookShape);
  },
};

function hookShape({ url, contentType, events, isActive }: Hook) {
  return { id: 1, type: 'gitea', active: isActive, events, config: { url, content_type: contentType } };
}
