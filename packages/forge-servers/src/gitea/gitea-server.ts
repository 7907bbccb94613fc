import { type Contract, contractOf } from '../contract.ts';
import { type ForgeServer, type Handlers, startForge } from '../forge-server.ts';
import forgejo11 from '../generated/forgejo-11.json' with { type: 'json' };
import forgejo16 from '../generated/forgejo-16.json' with { type: 'json' };
import gitea122 from '../generated/gitea-1.22.json' with { type: 'json' };
import gitea126 from '../generated/gitea-1.26.json' with { type: 'json' };
import type { World } from '../world.ts';
import { giteaCommitHandlers } from './commit-handlers.ts';
import { giteaIssueHandlers } from './issue-handlers.ts';
import { giteaPullHandlers } from './pull-handlers.ts';
import { giteaRepositoryHandlers } from './repository-handlers.ts';
import { giteaReviewHandlers } from './review-handlers.ts';

/** The servers of Gitea's kind that backlint is tested with. */
export type GiteaRelease = 'forgejo-11' | 'forgejo-16' | 'gitea-1.22' | 'gitea-1.26';

/** Starts a server that behaves as a Forgejo or Gitea of this release does, as far as backlint asks it. */
export function startGitea(world: World, release: GiteaRelease): Promise<ForgeServer> {
  const { version, contract } = releases[release];
  const isForgejo = release.startsWith('forgejo');
  const handlers: Handlers = {
    'GET /version': () => ({ body: { version } }),
    ...giteaRepositoryHandlers,
    ...giteaPullHandlers,
    ...giteaReviewHandlers(isForgejo),
    ...giteaIssueHandlers,
    ...giteaCommitHandlers,
  };
  return startForge(world, '/api/v1', contract, handlers);
}

const releases: Readonly<Record<GiteaRelease, { readonly version: string; readonly contract: Contract }>> = {
  'forgejo-11': { version: '11.0.3+gitea-1.22.0', contract: contractOf(forgejo11) },
  'forgejo-16': { version: '16.0.1+gitea-1.22.0', contract: contractOf(forgejo16) },
  'gitea-1.22': { version: '1.22.6', contract: contractOf(gitea122) },
  'gitea-1.26': { version: '1.26.3', contract: contractOf(gitea126) },
};
