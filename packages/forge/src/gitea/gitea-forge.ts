import type { Forge } from '../forge.ts';
import type { Surroundings } from '../http/forge-fetch.ts';
import { giteaApi } from './gitea-api.ts';
import { giteaIssues } from './gitea-issues.ts';
import { giteaLabels } from './gitea-labels.ts';
import { giteaPosts } from './gitea-posts.ts';
import { giteaPullRequests } from './gitea-pull-requests.ts';
import { giteaVerdicts } from './gitea-verdicts.ts';

/** How to reach a Forgejo or Gitea, and as whom. */
export interface GiteaOptions {
  readonly token: string;
  /** The API's address, such as `https://codeberg.org/api/v1`. */
  readonly url: string;
  /** The login that the token acts as, for tokens that may not ask for it. */
  readonly login?: string;
  readonly surroundings?: Partial<Surroundings>;
}

/** Forgejo from 11 or Gitea from 1.22, as the holder of a token sees it; asks the server which of them it is. */
export async function giteaForge(options: GiteaOptions): Promise<Forge> {
  const api = giteaApi(options);
  const { kind, major } = kindOf(await api.readVersion());
  return {
    kind,
    abilities: {
      suggestions: false,
      multipleLines: kind === 'forgejo' && major >= 16,
      notesWithReview: false,
      makesLabels: false,
    },
    readLogin: api.readLogin,
    ...giteaPullRequests(api),
    ...giteaPosts(api, kind === 'forgejo' && major >= 16),
    ...giteaVerdicts(api),
    ...giteaLabels(api),
    ...giteaIssues(api),
  };
}

/** Forgejo names the Gitea that it is compatible with behind its own version: `16.0.1+gitea-1.22.0`. */
function kindOf(version: string): { readonly kind: 'forgejo' | 'gitea'; readonly major: number } {
  const kind = /\+gitea-|forgejo/i.test(version) ? 'forgejo' : 'gitea';
  return { kind, major: Number.parseInt(version, 10) };
}
