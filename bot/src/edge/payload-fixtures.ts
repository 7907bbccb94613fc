/** A payload of a pull request as GitHub sends it, cut down to what tells payloads apart. */
export function githubPullRequest(action: string) {
  return { action, number: 7, pull_request: { id: 1, draft: false, body: null }, ...githubRepository, ...sender };
}

/** A comment on a pull request, as GitHub sends it. */
export function githubComment(action: string, body: string, more: object = {}) {
  const issue = { number: 7, state: 'open', pull_request: { url: 'https://github.test/pulls/7' } };
  return { action, issue, comment: { id: 2, body, user: { login: 'ann' } }, ...githubRepository, ...sender, ...more };
}

/** A payload of a pull request as Forgejo sends it, with its null lists and the web address in `url`. */
export function giteaPullRequest(action: string, more: object = {}) {
  return {
    action,
    number: 7,
    pull_request: { url: 'https://forge.test/shop/infra/pulls/7', labels: null, assignees: null, head: { repo: null } },
    requested_reviewer: null,
    commit_id: '',
    review: null,
    ...giteaRepository,
    ...sender,
    ...more,
  };
}

/** A comment on a pull request, as Forgejo sends it. */
export function giteaComment(action: string, body: string, more: object = {}) {
  const issue = { id: 4, number: 7, labels: null, pull_request: { merged: false } };
  const comment = { id: 2, body, user: { login: 'ann' } };
  return { action, issue, comment, is_pull: true, ...giteaRepository, ...sender, ...more };
}

/** The part of GitHub's payloads that names the repository. */
export const githubRepository = {
  repository: { id: 11, name: 'infra', full_name: 'shop/infra', owner: { login: 'shop' } },
};

/** The part of Forgejo's payloads that names the repository. */
export const giteaRepository = {
  repository: {
    id: 11,
    name: 'infra',
    full_name: 'shop/infra',
    owner: { login: 'shop', username: 'shop' },
    topics: null,
  },
};

const sender = { sender: { id: 5, login: 'ann' } };
