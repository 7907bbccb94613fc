import type { Publication } from '@backlint/forge/publish/publication';
import { prose } from '@backlint/review/markdown/prose';

/** What stands on a pull request that could not be judged: nothing green, and why. */
export function failedPublication(number: number, headCommit: string, why: string): Publication {
  const body = [
    `## PR #${number} Review`,
    '',
    `backlint could not judge this change: ${prose(why)}.`,
    '',
    'What was not checked does not pass. It is tried again when the change, its base or its configuration changes, and when somebody',
    'asks for a recheck.',
    '',
    '### VERDICT: NOT APPROVED',
    '',
  ].join('\n');
  return {
    headCommit,
    stamp: `${headCommit.slice(0, 12)}-failed`,
    body,
    isNews: true,
    notes: [],
    // Forges cut longer ones.
    verdict: { name: 'backlint', state: 'error', title: `Not checked: ${why}`.slice(0, 140) },
    followUps: [],
  };
}
