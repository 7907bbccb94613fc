import type { Forge } from '../forge.ts';
import type { Surroundings } from '../http/forge-fetch.ts';
import { githubApi } from './github-api.ts';
import { githubIssues } from './github-issues.ts';
import { githubPosts } from './github-posts.ts';
import { githubPullRequests } from './github-pull-requests.ts';
import { githubTrees } from './github-trees.ts';
import { githubVerdicts } from './github-verdicts.ts';

/** How to reach GitHub, and as whom. */
export interface GitHubOptions {
  readonly token: string;
  /** Where the API is, such as `https://api.github.com` or `https://github.example.com/api/v3`. */
  readonly url: string;
  /**
   * The login that the token acts as, such as `github-actions[bot]` or `my-app[bot]`: GitHub tells it to people's tokens
   * only. Absent asks, and takes a token that may not ask for that of a workflow.
   */
  readonly login?: string;
  /** A check run needs an app; a workflow's check runs end up under whatever workflow ran first. */
  readonly verdictAs: 'check-run' | 'commit-status';
  readonly surroundings?: Partial<Surroundings>;
}

/** GitHub, as the holder of a token sees it. Nothing is asked before the first call. */
export function githubForge(options: GitHubOptions): Forge {
  const api = githubApi(options);
  return {
    kind: 'github',
    abilities: { suggestions: true, multipleLines: true, notesWithReview: true, makesLabels: true },
    readLogin: api.readLogin,
    ...githubPullRequests(api),
    ...githubTrees(api),
    ...githubPosts(api),
    ...githubVerdicts(api, options.verdictAs),
    ...githubIssues(api),
  };
}
