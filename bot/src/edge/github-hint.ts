import { z } from 'zod';
import type { HintedForge, ReadHint } from '../hints.ts';
import {
  commentParts,
  commit,
  hintReader,
  ignored,
  isAsking,
  number,
  placeOf,
  pullRequestWork,
  repository,
  repositoryWork,
  workOn,
} from './payload-parts.ts';

const labelChanges: ReadonlySet<string> = new Set(['labeled', 'unlabeled']);
/** Labels are among them, since a convention may ask for one. */
const changes: ReadonlySet<string> = new Set([
  'opened',
  'edited',
  'synchronize',
  'reopened',
  'ready_for_review',
  'converted_to_draft',
  ...labelChanges,
]);

/** What GitHub says of an installation from which on there is something to look at. */
const beginnings: ReadonlySet<string> = new Set(['created', 'unsuspend', 'new_permissions_accepted']);

const checks = z.object({ head_sha: commit });

/** What GitHub's events tell, by the name in `X-GitHub-Event`; all others concern nobody here. */
export const githubHints: ReadonlyMap<string, ReadHint> = new Map([
  [
    'pull_request',
    hintReader(
      { action: z.string(), number, repository },
      ({ action, number, repository }, forge) =>
        changes.has(action)
          ? workOn([pullRequestWork(forge, repository, number)])
          : ignored('no change that a review depends on'),
      ({ action }) => labelChanges.has(action),
    ),
  ],
  [
    'issue_comment',
    hintReader(
      { ...commentParts, issue: z.object({ number, pull_request: z.object({}).nullish() }), repository },
      (event, forge) => {
        if (!event.issue.pull_request) return ignored('not a pull request');
        if (!isAsking(event)) return ignored('no command');
        return workOn([pullRequestWork(forge, event.repository, event.issue.number)], true);
      },
    ),
  ],
  [
    'check_run',
    hintReader({ action: z.string(), check_run: checks, repository }, ({ action, check_run, repository }, forge) =>
      repetition(action, check_run, repository, forge),
    ),
  ],
  [
    'check_suite',
    hintReader({ action: z.string(), check_suite: checks, repository }, ({ action, check_suite, repository }, forge) =>
      repetition(action, check_suite, repository, forge),
    ),
  ],
  [
    'merge_group',
    hintReader(
      {
        action: z.string(),
        merge_group: z.object({ base_sha: commit, head_sha: commit, head_ref: z.string() }),
        repository,
      },
      ({ action, merge_group, repository }, forge) => {
        if (action !== 'checks_requested') return ignored('no checks are asked for');
        const { base_sha: baseCommit, head_sha: headCommit, head_ref: branch } = merge_group;
        const [, queued] = /\/pr-(\d{1,9})-[0-9a-f]+$/.exec(branch) ?? [];
        const group = { ...(queued ? { number: Number(queued) } : {}), baseCommit, headCommit };
        return workOn([{ kind: 'merge-group', forge: forge.name, ...placeOf(repository), ...group }], true);
      },
    ),
  ],
  [
    'push',
    hintReader({ ref: z.string(), deleted: z.boolean(), repository }, ({ ref, deleted, repository }, forge) => {
      if (!ref.startsWith('refs/heads/') || deleted) return ignored('no branch has changed');
      if (ref.startsWith('refs/heads/gh-readonly-queue/')) return ignored('a branch of the merge queue');
      return workOn([repositoryWork(forge, repository)]);
    }),
  ],
  [
    'installation',
    hintReader({ action: z.string(), repositories: z.array(repository).nullish() }, (event, forge) =>
      workOn(beginnings.has(event.action) ? (event.repositories ?? []).map((one) => repositoryWork(forge, one)) : []),
    ),
  ],
  [
    'installation_repositories',
    hintReader({ repositories_added: z.array(repository) }, ({ repositories_added }, forge) =>
      workOn(repositories_added.map((one) => repositoryWork(forge, one))),
    ),
  ],
  ['ping', () => ignored('ping')],
]);

function repetition(
  action: string,
  { head_sha: headCommit }: z.infer<typeof checks>,
  at: z.infer<typeof repository>,
  forge: HintedForge,
) {
  if (action !== 'rerequested') return ignored('no repetition is asked for');
  return workOn([{ kind: 'rerun', forge: forge.name, ...placeOf(at), headCommit }], true);
}
