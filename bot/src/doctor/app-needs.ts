/** What a GitHub App may do, as GitHub names it. */
export type Permissions = Readonly<Record<string, string | undefined>>;

/** What the bot's app must be allowed to do, and why; operators are told the same. */
export const neededPermissions = {
  metadata: { level: 'read', why: 'to see repositories' },
  contents: { level: 'read', why: 'to read the files of both sides' },
  pull_requests: { level: 'write', why: 'to post reviews' },
  issues: { level: 'write', why: 'to answer commands, set labels and open follow-up issues' },
  checks: { level: 'write', why: 'to say whether a change may be merged' },
} as const;

/** What some need. */
export const usefulPermissions = {
  merge_queues: { level: 'read', why: 'where a merge queue waits for backlint' },
  members: { level: 'read', why: 'where `review.approvers` names teams' },
} as const;

/** What the app must be told of. */
export const neededEvents = ['pull_request', 'issue_comment', 'push'] as const;

/** What it is told of as well where somebody has set it up that way: "Re-run" on GitHub, and merge queues. */
export const usefulEvents = ['check_run', 'check_suite', 'merge_group'] as const;

/** Whether a permission is as much as another, or more. */
export function isEnough(given: string | undefined, level: string): boolean {
  return levels.indexOf(given ?? 'none') >= levels.indexOf(level);
}

const levels = ['none', 'read', 'write', 'admin'];
