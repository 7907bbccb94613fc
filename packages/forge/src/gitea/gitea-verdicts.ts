import { z } from 'zod';
import type { Forge } from '../forge.ts';
import { checkedHash } from '../http/checked-name.ts';
import { unlessHidden } from '../http/unless-hidden.ts';
import { anything } from './answers.ts';
import { type GiteaApi, repositoryPath } from './gitea-api.ts';

const status = z.object({
  id: z.number(),
  context: z.string(),
  status: z.string(),
  description: z.string(),
  target_url: z.string(),
});

/** The verdict on a commit on Forgejo and Gitea: a commit status. */
export function giteaVerdicts(api: GiteaApi): Pick<Forge, 'readVerdict' | 'writeVerdict'> {
  return {
    async readVerdict(repository, commit, name) {
      const path = `${repositoryPath(repository)}/statuses/${checkedHash(commit)}`;
      const statuses = await unlessHidden(api.pages(status, path));
      // Numbered by commit, in order; what the names of their orders mean differs between servers.
      const latest = statuses
        ?.filter(({ context }) => context.toLowerCase() === name.toLowerCase())
        .sort((left, right) => left.id - right.id)
        .at(-1);
      const state = states.find((one) => one === latest?.status);
      if (!latest || !state) return undefined;
      return {
        name,
        state,
        title: latest.description,
        ...(latest.target_url === '' ? {} : { url: latest.target_url }),
      };
    },
    async writeVerdict(repository, commit, { name, state, title, url = '' }) {
      const path = `${repositoryPath(repository)}/statuses/${checkedHash(commit)}`;
      await api.write(anything, 'POST', path, { context: name, state, description: title, target_url: url });
    },
  };
}

const states = ['pending', 'success', 'failure', 'error'] as const;
