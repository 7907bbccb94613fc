import type { Handlers } from '../forge-server.ts';
import { demand } from '../look-up.ts';
import { page } from './page.ts';
import { repositoryShape } from './shapes.ts';

/** Repositories, as those who may write to them see them. */
export const giteaRepositoryHandlers: Handlers = {
  'GET /user/repos'(call) {
    demand(call, 'account');
    const own = call.world.repositories.filter(({ permissions }) => permissions.has(call.account.login));
    return page(call, own, (repository) => repositoryShape(call.world, repository));
  },
};
