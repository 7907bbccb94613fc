import type { Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import { checkedName } from '../http/checked-name.ts';
import { unlessHidden } from '../http/unless-hidden.ts';
import { isSameLogin } from '../same-login.ts';
import { accountOf, type GitHubApi } from './github-api.ts';
import { issueOf, repositoryOf } from './github-at.ts';

type Labels = 'ensureLabels' | 'addLabels' | 'removeLabel';
type Issues = 'listOwnIssues' | 'readIssue' | 'openIssue' | 'closeIssue';
type Comments = 'listComments' | 'comment' | 'deleteComment' | 'react';
type Rights = 'readPermission' | 'isTeamMember';

/** Labels, issues, comments and permissions on GitHub. */
export function githubIssues(api: GitHubApi): Pick<Forge, Labels | Issues | Comments | Rights> {
  return {
    async ensureLabels(repository, labels) {
      const where = repositoryOf(repository);
      const present = await api.pages((rest, page) => rest.issues.listLabelsForRepo({ ...where, ...page }));
      const names = new Set(present.map(({ name }) => name.toLowerCase()));
      for (const label of labels) {
        if (!names.has(label.name.toLowerCase()))
          await api.call((rest) => rest.issues.createLabel({ ...where, ...label }));
      }
    },
    async addLabels(at, names) {
      await api.call((rest) => rest.issues.addLabels({ ...issueOf(at), labels: [...names] }));
    },
    async removeLabel(at, name) {
      await api.call((rest) => rest.issues.removeLabel({ ...issueOf(at), name }));
    },
    async listOwnIssues(repository) {
      const login = await api.readLogin();
      const where = { ...repositoryOf(repository), creator: login, state: 'all' } as const;
      const issues = await api.pages((rest, page) => rest.issues.listForRepo({ ...where, ...page }));
      return issues
        .filter(({ user, pull_request: pull }) => isSameLogin(user?.login, login) && pull === undefined)
        .map(({ number, body, state }) => ({ number, body: body ?? '', state: state === 'open' ? 'open' : 'closed' }));
    },
    async readIssue(repository, number) {
      const where = { ...repositoryOf(repository), issue_number: number };
      const issue = await unlessHidden(api.call((rest) => rest.issues.get(where)));
      return issue && { title: issue.title, body: issue.body ?? '', state: issue.state === 'open' ? 'open' : 'closed' };
    },
    async openIssue(repository, { title, body, labels }) {
      const issue = { ...repositoryOf(repository), title, body, labels: [...labels] };
      return (await api.call((rest) => rest.issues.create(issue))).number;
    },
    async closeIssue(repository, number) {
      const where = { ...repositoryOf(repository), issue_number: number };
      await api.call((rest) => rest.issues.update({ ...where, state: 'closed', state_reason: 'not_planned' }));
    },
    async listComments(at) {
      const comments = await api.pages((rest, page) => rest.issues.listComments({ ...issueOf(at), ...page }));
      return comments.map(({ id, user, body, created_at: createdAt, updated_at: updatedAt }) => ({
        id,
        author: user ? accountOf(user) : { id: 0, login: 'ghost' },
        body: body ?? '',
        createdAt,
        updatedAt,
      }));
    },
    async comment(at, body) {
      await api.call((rest) => rest.issues.createComment({ ...issueOf(at), body }));
    },
    async deleteComment(at, id) {
      await api.call((rest) => rest.issues.deleteComment({ ...repositoryOf(at), comment_id: id }));
    },
    async react(at, comment, content) {
      const where = { ...repositoryOf(at), comment_id: comment };
      await api.call((rest) => rest.reactions.createForIssueComment({ ...where, content }));
    },
    async readPermission(repository, login) {
      const where = { ...repositoryOf(repository), username: checkedName(login) };
      const answer = await unlessHidden(api.call((rest) => rest.repos.getCollaboratorPermissionLevel(where)));
      if (answer === undefined) return 'unknown';
      // Of custom roles GitHub tells the nearest of these in `permission`.
      return permissions.find((one) => one === answer.permission) ?? 'unknown';
    },
    async isTeamMember(organisation, team, login) {
      const where = { org: checkedName(organisation), team_slug: checkedName(team), username: checkedName(login) };
      try {
        const { state } = await api.call((rest) => rest.teams.getMembershipForUserInOrg(where));
        return state === 'active';
      } catch (error) {
        if (error instanceof ForgeError && error.reason === 'not-found') return false;
        if (error instanceof ForgeError && error.reason === 'forbidden') return undefined;
        throw error;
      }
    },
  };
}

const permissions = ['admin', 'write', 'read', 'none'] as const;
