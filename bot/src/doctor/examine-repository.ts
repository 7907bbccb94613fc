import { type GiteaApi, repositoryPath } from '@backlint/forge/gitea/gitea-api';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { z } from 'zod';
import { examineHooks } from './examine-hooks.ts';
import { nameOf } from './examine-listed.ts';
import { outcomeOf } from './outcome.ts';
import { missing, note, type Statement } from './statement.ts';

const shape = z.object({
  archived: z.boolean().nullish(),
  permissions: z.object({ admin: z.boolean(), push: z.boolean() }).nullish(),
});

/** What is missing in a repository of Forgejo or Gitea, and what is worth knowing of it; nothing where all is well. */
export async function examineRepository(
  api: GiteaApi,
  at: RepositoryAt,
  forge: string,
): Promise<{ readonly isVisible: boolean; readonly statements: readonly Statement[] }> {
  const name = nameOf(at);
  const asked = await outcomeOf(api.read(shape, repositoryPath(at)));
  if (asked.kind === 'refused') {
    const remedy = 'Compare its name, and add the account to it, with the right to write.';
    return { isVisible: false, statements: [missing(`${name} is not to be seen (${asked.message})`, remedy)] };
  }
  const { archived, permissions } = asked.answer;
  if (archived) return { isVisible: true, statements: [note(`${name} is archived: there is nothing to review`)] };
  const statements: Statement[] = [];
  if (!permissions?.push) {
    const what = `${name}: the account may not write, and so neither set a status nor labels`;
    statements.push(missing(what, 'Make it a collaborator with the right to write; branches can stay protected.'));
  }
  if (permissions?.admin) statements.push(...(await examineHooks(api, at, forge)));
  else {
    statements.push(
      note(
        `${name}: the account is no administrator, so it can neither see webhooks nor ask who may give commands`,
        'Name those who may under `review.approvers` of the configuration in the repository; webhooks look after yourself.',
      ),
    );
  }
  return { isVisible: true, statements };
}
