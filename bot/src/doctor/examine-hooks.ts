import { type GiteaApi, repositoryPath } from '@backlint/forge/gitea/gitea-api';
import { checkedName } from '@backlint/forge/http/checked-name';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import { z } from 'zod';
import { nameOf } from './examine-listed.ts';
import { outcomeOf } from './outcome.ts';
import { missing, note, type Statement } from './statement.ts';

/** What a webhook must tell of; "pull request" on the form, or in a call, stands for several. */
export const hookEvents = [
  'pull_request',
  'pull_request_sync',
  'pull_request_label',
  'pull_request_comment',
  'push',
] as const;

const hookShape = z.object({
  active: z.boolean(),
  events: z.array(z.string()).nullish(),
  config: z.record(z.string(), z.string()).nullish(),
});
type Hook = z.infer<typeof hookShape>;

/** What is wrong with the webhooks of a repository, seen by one of its administrators. */
export async function examineHooks(api: GiteaApi, at: RepositoryAt, forge: string): Promise<readonly Statement[]> {
  const name = nameOf(at);
  const own = await outcomeOf(api.pages(hookShape, `${repositoryPath(at)}/hooks`));
  if (own.kind === 'refused') return [note(`${name}: its webhooks cannot be listed (${own.message})`)];
  const common = await outcomeOf(api.pages(hookShape, `/orgs/${checkedName(at.owner)}/hooks`));
  const isOurs = ({ config }: Hook) => pathOf(config?.url ?? '').endsWith(`/webhooks/${forge}`);
  const ours = [...own.answer, ...(common.kind === 'answer' ? common.answer : [])].filter(isOurs);
  const wrong = ours.map(wrongWith);
  if (wrong.some((problems) => problems.length === 0)) return [];
  const [problems] = wrong;
  if (problems)
    return [missing(`${name}: its webhook ${problems.join(', ')}`, 'Change that in the settings of the repository.')];
  const remedy = `Add one to https://YOUR-BOT/webhooks/${forge}: POST, application/json, a secret of \`webhookSecrets\`, all events on pull requests, and push.`;
  const what = `${name}: no webhook leads to /webhooks/${forge}`;
  const isHidden = common.kind === 'refused' && common.reason !== 'not-found';
  return [
    isHidden
      ? note(`${what}; whether one of the organisation does, this account may not see`, remedy)
      : missing(what, remedy),
  ];
}

function wrongWith({ active, events, config }: Hook): readonly string[] {
  const lacking = hookEvents.filter((event) => !events?.includes(event));
  return [
    ...(active ? [] : ['is not active']),
    ...(config?.content_type === 'json' ? [] : ['sends forms instead of application/json']),
    ...(lacking.length === 0 ? [] : [`does not tell of ${lacking.map((event) => `\`${event}\``).join(', ')}`]),
  ];
}

function pathOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname : '';
}
