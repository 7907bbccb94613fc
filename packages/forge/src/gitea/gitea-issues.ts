import { z } from 'zod';
import type { Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import { checkedName } from '../http/checked-name.ts';
import { unlessHidden } from '../http/unless-hidden.ts';
import { isSameLogin } from '../same-login.ts';
import { anything, comment, user } from './answers.ts';
import { type GiteaApi, repositoryPath } from './gitea-api.ts';
import { labelIds } from './gitea-labels.ts';

const state = z.enum(['open', 'closed']);
const issue = z.object({ number: z.number(), user, body: z.string(), state });
const team = z.object({ id: z.number(), name: z.string() });

type Issues = 'listOwnIssues' | 'readIssue' | 'openIssue' | 'closeIssue';
type Comments = 'listComments' | 'comment' | 'deleteComment' | 'react';
type Rights = 'readPermission' | 'isTeamMember';

/** Issues, comments and permissions on Forgejo and Gitea. */
export function giteaIssues(api: GiteaApi): Pick<Forge, Issues | Comments | Rights> {
  return {
    async listOwnIssues(repository) {
      const login = await api.readLogin();
      const query = { type: 'issues', state: 'all', created_by: login };
      const issues = await api.pages(issue, `${repositoryPath(repository)}/issues`, query);
      return issues.filter((one) => isSameLogin(one.user?.login, login));
    },
    async readIssue(repository, number) {
      const path = `${repositoryPath(repository)}/issues/${number}`;
      const shape = z.object({ title: z.string(), body: z.string(), state });
      return unlessHidden(api.read(shape, path));
    },
    async openIssue(repository, { title, body, labels }) {
      const made = { title, body, labels: await labelIds(api, repository, labels) };
      return (await api.write(issue, 'POST', `${repositoryPath(repository)}/issues`, made)).number;
    },
    async closeIssue(repository, number) {
      await api.write(anything, 'PATCH', `${repositoryPath(repository)}/issues/${number}`, { state: 'closed' });
    },
    async listComments(at) {
      const path = `${repositoryPath(at)}/issues/${at.number}/comments`;
      const comments = (await api.read(z.array(comment).nullable(), path)) ?? [];
      return comments.map(({ id, user: author, body, created_at: createdAt, updated_at: updatedAt }) => ({
        id,
        author: author ?? { id: -1, login: 'ghost' },
        body,
        createdAt,
        updatedAt,
      }));
    },
    async comment(at, body) {
      await api.write(anything, 'POST', `${repositoryPath(at)}/issues/${at.number}/comments`, { body });
    },
    async deleteComment(at, id) {
      await api.remove(`${repositoryPath(at)}/issues/comments/${id}`);
    },
    async react(at, id, content) {
      await api.write(anything, 'POST', `${repositoryPath(at)}/issues/comments/${id}/reactions`, { content });
    },
    async readPermission(repository, login) {
      const path = `${repositoryPath(repository)}/collaborators/${checkedName(login)}/permission`;
      const answer = await unlessHidden(api.read(z.object({ permission: z.string() }), path));
      if (answer?.permission === 'owner') return 'admin';
      return permissions.find((one) => one === answer?.permission) ?? 'unknown';
    },
    async isTeamMember(organisation, name, login) {
      const search = z.object({ data: z.array(team).nullable() });
      const found = await unlessHidden(
        api.read(search, `/orgs/${checkedName(organisation)}/teams/search`, { q: name }),
      );
      if (!found) return undefined;
      const match = (found.data ?? []).find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (!match) return undefined;
      try {
        await api.read(anything, `/teams/${match.id}/members/${checkedName(login)}`);
        return true;
      } catch (error) {
        if (error instanceof ForgeError && error.reason === 'not-found') return false;
        throw error;
      }
    },
  };
}

const permissions = ['admin', 'write', 'read', 'none'] as const;
