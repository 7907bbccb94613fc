import type { Forge } from '../forge.ts';
import { ForgeError } from '../forge-error.ts';
import type { PullRequestAt } from '../pull-request-state.ts';
import type { Learning } from './learning.ts';
import type { Step } from './plan-steps.ts';
import type { Publication } from './publication.ts';

/**
 * Does one step, and remembers what came of it. Answers `look-again` where the following steps should be planned anew;
 * rejects where nobody knows whether it was done.
 */
export async function carryOut(
  forge: Forge,
  at: PullRequestAt,
  publication: Publication,
  step: Step,
  learning: Learning,
): Promise<'done' | 'look-again'> {
  try {
    learning.writes++;
    await request(forge, at, publication, step);
    learning.done.add(step.id);
    if ('keys' in step) for (const key of step.keys) learning.done.add(`note ${key}`);
    return 'done';
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return settle(error, step, learning);
  }
}

/** What an error means for the rest of the publication. */
function settle(error: ForgeError, step: Step, learning: Learning): 'done' | 'look-again' {
  const isGone = error.reason === 'not-found' && ('note' in step || 'review' in step || step.kind === 'remove-label');
  if (isGone || (error.reason === 'not-found' && step.kind === 'discard-pending')) {
    learning.done.add(step.id);
    return 'done';
  }
  if (hasNotes(step) && (error.reason === 'refused' || isHopeless(error, step, learning))) {
    if (learning.oneByOne && step.kind === 'create-notes') for (const key of step.keys) learning.unplaceable.add(key);
    learning.oneByOne = true;
    return 'look-again';
  }
  if (error.reason === 'refused' || error.reason === 'forbidden' || error.reason === 'not-found') {
    learning.refusals.push({ what: step.part, why: error.message });
    return 'look-again';
  }
  throw error;
}

/**
 * Whether the server fails at these notes and not just now: Gitea does, when a line is beyond the end of its file. A note is
 * given up later than a group of them, which loses nothing.
 */
function isHopeless(error: ForgeError, { id }: Step, { failures, oneByOne }: Learning): boolean {
  if (error.reason !== 'failed') return false;
  const count = (failures.get(id) ?? 0) + 1;
  failures.set(id, count);
  return count >= (oneByOne ? 4 : 2);
}

function hasNotes(step: Step): boolean {
  return step.kind === 'create-notes' || (step.kind === 'create-review' && step.draft.notes.length > 0);
}

async function request(forge: Forge, at: PullRequestAt, publication: Publication, step: Step): Promise<void> {
  switch (step.kind) {
    case 'discard-pending':
      return forge.discardPending(at, step.pending);
    case 'create-review':
      return forge.createReview(at, step.draft);
    case 'edit-review':
      return forge.editReview(at, step.review, step.body);
    case 'delete-review':
      return forge.deleteReview(at, step.review);
    case 'create-notes':
      return forge.createNotes(at, publication.headCommit, step.notes);
    case 'edit-note':
      return forge.editNote(at, step.note, step.body);
    case 'delete-note':
      return forge.deleteNote(at, step.note);
    case 'open-issue':
      await forge.openIssue(at, step.issue);
      return;
    case 'close-issue':
      return forge.closeIssue(at, step.number);
    case 'add-label':
      await ensureLabel(forge, at, publication, step.name);
      return forge.addLabels(at, [step.name]);
    case 'remove-label':
      return forge.removeLabel(at, step.name);
    case 'write-verdict':
      return forge.writeVerdict(at, publication.headCommit, step.verdict);
  }
}

/** Making a label needs more rights than using it, and somebody else may just have made it. */
async function ensureLabel(forge: Forge, at: PullRequestAt, { labels }: Publication, name: string): Promise<void> {
  const label = labels?.known.find((one) => one.name === name);
  try {
    if (label) await forge.ensureLabels(at, [label]);
  } catch (error) {
    const isMinor = error instanceof ForgeError && ['forbidden', 'not-found', 'refused'].includes(error.reason);
    if (!isMinor) throw error;
  }
}
