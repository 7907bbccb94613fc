import { contractOf, type Description } from '../contract.ts';
import { type ForgeServer, startForge } from '../forge-server.ts';
import description from '../generated/github.json' with { type: 'json' };
import type { World } from '../world.ts';
import { githubAppHandlers } from './app-handlers.ts';
import { githubIssueHandlers } from './issue-handlers.ts';
import { githubPullHandlers } from './pull-handlers.ts';
import { githubReviewHandlers } from './review-handlers.ts';
import { githubTreeHandlers } from './tree-handlers.ts';
import { githubVerdictHandlers } from './verdict-handlers.ts';

const described: Description = description;
const contract = contractOf(described);

/** Starts a server that behaves as GitHub does, as far as backlint asks it. */
export function startGitHub(world: World): Promise<ForgeServer> {
  return startForge(world, '', contract, {
    ...githubAppHandlers,
    ...githubPullHandlers,
    ...githubReviewHandlers,
    ...githubIssueHandlers,
    ...githubVerdictHandlers,
    ...githubTreeHandlers,
  });
}
