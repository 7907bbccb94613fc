import { z } from 'zod';
import type { Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import { checkedName } from '../http/checked-name.ts';
import type { RepositoryAt } from '../pull-request-state.ts';
import { anything, label } from './answers.ts';
import { type GiteaApi, repositoryPath } from './gitea-api.ts';

/** Labels on Forgejo and Gitea, which pass over names that they do not know, and take them away by number only. */
export function giteaLabels(api: GiteaApi): Pick<Forge, 'ensureLabels' | 'addLabels' | 'removeLabel'> {
  return {
    async ensureLabels(repository, labels) {
      const present = new Set((await readLabels(api, repository)).map(({ name }) => name.toLowerCase()));
      for (const { name, color, description } of labels) {
        if (present.has(name.toLowerCase())) continue;
        const made = { name, color: `#${color}`, description };
        await api.write(anything, 'POST', `${repositoryPath(repository)}/labels`, made);
      }
    },
    async addLabels(at, names) {
      const path = `${repositoryPath(at)}/issues/${at.number}/labels`;
      const ids = await labelIds(api, at, names);
      await api.write(anything, 'POST', path, { labels: ids });
    },
    async removeLabel(at, name) {
      const path = `${repositoryPath(at)}/issues/${at.number}/labels`;
      const labels = (await api.read(z.array(label).nullable(), path)) ?? [];
      const found = labels.find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (found) await api.remove(`${path}/${found.id}`);
    },
  };
}

/** The numbers of the labels that there are of these names. */
export async function labelIds(
  api: GiteaApi,
  repository: RepositoryAt,
  names: readonly string[],
): Promise<readonly number[]> {
  const labels = await readLabels(api, repository);
  return names.flatMap((name) => labels.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id ?? []);
}

async function readLabels(api: GiteaApi, repository: RepositoryAt): Promise<readonly z.infer<typeof label>[]> {
  const own = await api.pages(label, `${repositoryPath(repository)}/labels`);
  return [...own, ...(await readOrganisationLabels(api, repository.owner))];
}

/** Of people, who are no organisations, there are none. */
async function readOrganisationLabels(api: GiteaApi, owner: string): Promise<readonly z.infer<typeof label>[]> {
  try {
    return await api.pages(label, `/orgs/${checkedName(owner)}/labels`);
  } catch (error) {
    if (error instanceof ForgeError && (error.reason === 'not-found' || error.reason === 'forbidden')) return [];
    throw error;
  }
}
