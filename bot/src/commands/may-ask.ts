import type { Forge } from '@backlint/forge/forge';
import type { PullRequestState, RepositoryAt } from '@backlint/forge/pull-request-state';
import { isSameLogin } from '@backlint/forge/same-login';
import type { Command } from './command.ts';

/** Who asks for what, on whose pull request. */
export interface Asking {
  readonly command: Command;
  readonly login: string;
  readonly pullRequest: PullRequestState;
  /** Who may waive, by the configuration of the base: logins, and teams as `organisation/team`; absent for all who may write. */
  readonly approvers?: readonly string[] | undefined;
}

/** Why somebody may not have what they ask for, in a sentence; undefined where they may. */
export async function whyNot(forge: Forge, at: RepositoryAt, asking: Asking): Promise<string | undefined> {
  const { command, login, pullRequest } = asking;
  const isAuthor = isSameLogin(pullRequest.author.login, login);
  switch (command.kind) {
    case 'waive':
      return isAuthor
        ? 'Whoever proposes a change does not waive its findings: somebody else who may has to give this command.'
        : whyNoApprover(forge, at, asking);
    case 'unwaive':
      return isAuthor ? undefined : whyNoApprover(forge, at, asking);
    case 'fix':
    case 'scaffold':
      return isAuthor ? undefined : whyNoWriter(forge, at, login);
    default:
      return undefined;
  }
}

async function whyNoApprover(
  forge: Forge,
  at: RepositoryAt,
  { login, approvers }: Asking,
): Promise<string | undefined> {
  if (!approvers) return whyNoWriter(forge, at, login);
  const isNamed = approvers.some((one) => isSameLogin(one, login));
  if (isNamed) return undefined;
  let isHidden = false;
  for (const [organisation = '', team = ''] of approvers
    .filter((one) => one.includes('/'))
    .map((one) => one.split('/'))) {
    const isMember = await forge.isTeamMember(organisation, team, login);
    if (isMember) return undefined;
    isHidden ||= isMember === undefined;
  }
  const hint = isHidden
    ? ' Who belongs to its teams I may not ask: make me one of them with `read:organization`, on GitHub give me `members: read`, or name the logins.'
    : '';
  return `Only those who are named under \`review.approvers\` of the configuration may do that.${hint}`;
}

async function whyNoWriter(forge: Forge, at: RepositoryAt, login: string): Promise<string | undefined> {
  const permission = await forge.readPermission(at, login);
  if (permission === 'admin' || permission === 'write') return undefined;
  if (permission !== 'unknown') return 'Only those who may write to this repository may do that.';
  return 'I may not ask this forge who may write here: name those who may under `review.approvers` of the configuration.';
}
