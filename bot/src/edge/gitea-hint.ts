import { isSameLogin } from '@backlint/forge/same-login';
import { z } from 'zod';
import type { ReadHint } from '../hints.ts';
import {
  commentParts,
  commit,
  hintReader,
  ignored,
  isAsking,
  number,
  pullRequestWork,
  repository,
  repositoryWork,
  workOn,
} from './payload-parts.ts';

/** Drafts are a matter of the title, hence of `edited`; labels count since a convention may ask for one. */
const labelChanges: ReadonlySet<string> = new Set(['label_updated', 'label_cleared']);
const changes: ReadonlySet<string> = new Set(['opened', 'edited', 'synchronized', 'reopened', ...labelChanges]);

const pullRequestHint = hintReader(
  { action: z.string(), number, repository },
  (event, forge) =>
    changes.has(event.action)
      ? workOn([pullRequestWork(forge, event.repository, event.number)])
      : ignored('no change that a review depends on'),
  ({ action }) => labelChanges.has(action),
);

const commentHint = hintReader(
  { ...commentParts, is_pull: z.boolean(), issue: z.object({ number }), repository },
  (event, forge) => {
    if (!event.is_pull) return ignored('not a pull request');
    if (!isAsking(event)) return ignored('no command');
    return workOn([pullRequestWork(forge, event.repository, event.issue.number)], true);
  },
);

/**
 * What the events of Forgejo and Gitea tell, by the name in `X-Forgejo-Event-Type` or `X-Gitea-Event-Type`, since the same
 * name in `X-…-Event` means several things; all others concern nobody here.
 */
export const giteaHints: ReadonlyMap<string, ReadHint> = new Map([
  ['pull_request', pullRequestHint],
  ['pull_request_sync', pullRequestHint],
  ['pull_request_label', pullRequestHint],
  ['pull_request_comment', commentHint],
  ['issue_comment', commentHint],
  [
    'pull_request_review_request',
    hintReader(
      {
        action: z.string(),
        number,
        repository,
        requested_reviewer: z.object({ login: z.string() }).nullish(),
      },
      ({ action, number, repository, requested_reviewer }, forge) => {
        const isOurs = forge.ownLogin !== undefined && isSameLogin(requested_reviewer?.login, forge.ownLogin);
        if (action !== 'review_requested' || !isOurs) return ignored('not asked for our review');
        return workOn([pullRequestWork(forge, repository, number)], true);
      },
    ),
  ],
  [
    'push',
    hintReader(
      { ref: z.string(), after: commit, repository },
      ({ ref, after, repository }, forge) =>
        ref.startsWith('refs/heads/') && !/^0+$/.test(after)
          ? workOn([repositoryWork(forge, repository)])
          : ignored('no branch has changed'),
      () => false,
    ),
  ],
]);
