import type { Forge } from '../forge.ts';
import { entryOf } from '../git-entry.ts';
import { checkedHash } from '../http/checked-name.ts';
import type { GitHubApi } from './github-api.ts';
import { repositoryOf } from './github-at.ts';

/** The files of commits on GitHub. */
export function githubTrees(api: GitHubApi): Pick<Forge, 'readTree' | 'readBlob'> {
  return {
    async readTree(repository, commit) {
      const { tree, truncated } = await api.call((rest) =>
        rest.git.getTree({ ...repositoryOf(repository), tree_sha: checkedHash(commit), recursive: 'true' }),
      );
      return { entries: tree.flatMap(entryOf), isComplete: !truncated };
    },
    async readBlob(repository, id) {
      const { content } = await api.call((rest) =>
        rest.git.getBlob({ ...repositoryOf(repository), file_sha: checkedHash(id) }),
      );
      return Buffer.from(content, 'base64');
    },
  };
}
