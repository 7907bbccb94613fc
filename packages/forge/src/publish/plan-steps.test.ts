import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Abilities } from '../forge.ts';
import { readMarker } from '../markers.ts';
import type { PostedNote } from '../posted.ts';
import type { Learnt, Standing, Step } from './plan-steps.ts';
import { planSteps } from './plan-steps.ts';
import type { Publication } from './publication.ts';

const github: Abilities = { suggestions: true, multipleLines: true, notesWithReview: true, makesLabels: true };
const gitea: Abilities = { suggestions: false, multipleLines: false, notesWithReview: false, makesLabels: false };
const nothingLearnt: Learnt = { done: new Set(), refused: new Set(), oneByOne: false, unplaceable: new Set() };
const labels = ['needs-fix', 'qa', 'approved'].map((name) => ({ name, color: '00ff00', description: '' }));

function publicationOf(keys: readonly string[], wanted: readonly string[]): Publication {
  return {
    headCommit: 'head',
    stamp: 'stamp',
    body: 'Review',
    isNews: true,
    notes: keys.map((key) => ({ key, path: 'a.yaml', startLine: 1, line: 2, body: `Words of ${key}` })),
    verdict: { name: 'backlint', state: 'success', title: 'x'.repeat(300) },
    labels: { known: labels, wanted },
    followUps: [{ key: 'f', title: 'F', body: 'F', labels: [] }],
  };
}

function standingOf(notes: readonly PostedNote[], reviews: number, present: readonly string[]): Standing {
  const posted = Array.from({ length: reviews }, (_, id) => ({ id, body: '<!-- backlint:review old -->\nOld' }));
  return {
    pullRequest: {
      number: 1,
      title: '',
      body: '',
      branch: 'b',
      labels: present,
      isDraft: false,
      isByBot: false,
      author: { id: 1, login: 'alice' },
      state: 'open',
      isLocked: false,
      headCommit: 'head',
      headRepository: undefined,
      isFromFork: false,
      baseBranch: 'main',
      baseCommit: 'base',
      url: '',
      updatedAt: '',
    },
    posted: { reviews: posted, notes, pending: [], hasForeignPending: false },
    verdict: undefined,
    issues: [],
  };
}

/** What stands after a step, on a forge where nothing goes wrong. */
function after(standing: Standing, step: Step): Standing {
  const { posted, pullRequest } = standing;
  const withPosted = (change: Partial<Standing['posted']>) => ({ ...standing, posted: { ...posted, ...change } });
  const newNotes = (drafts: readonly { readonly body: string }[]): readonly PostedNote[] =>
    drafts.map(({ body }, index) => ({
      id: 1_000 + posted.notes.length + index,
      key: readMarker(body)?.word ?? '',
      body,
      isOutdated: false,
      hasReplies: false,
    }));
  switch (step.kind) {
    case 'discard-pending':
      return withPosted({ pending: [] });
    case 'create-review': {
      const review = { id: 9, body: step.draft.body };
      return withPosted({ reviews: [review], notes: [...posted.notes, ...newNotes(step.draft.notes)] });
    }
    case 'edit-review':
      return withPosted({
        reviews: posted.reviews.map((one) => (one === step.review ? { ...one, body: step.body } : one)),
      });
    case 'delete-review':
      return withPosted({ reviews: posted.reviews.filter(({ id }) => id !== step.review.id) });
    case 'create-notes':
      return withPosted({ notes: [...posted.notes, ...newNotes(step.notes)] });
    case 'edit-note':
      return withPosted({
        notes: posted.notes.map((one) => (one.id === step.note.id ? { ...one, body: step.body } : one)),
      });
    case 'delete-note':
      return withPosted({ notes: posted.notes.filter(({ id }) => id !== step.note.id) });
    case 'open-issue':
      return { ...standing, issues: [...standing.issues, { ...step.issue, number: 99, state: 'open' }] };
    case 'close-issue':
      return {
        ...standing,
        issues: standing.issues.map((one) => (one.number === step.number ? { ...one, state: 'closed' } : one)),
      };
    case 'add-label':
      return { ...standing, pullRequest: { ...pullRequest, labels: [...pullRequest.labels, step.name] } };
    case 'remove-label':
      return {
        ...standing,
        pullRequest: { ...pullRequest, labels: pullRequest.labels.filter((name) => name !== step.name) },
      };
    case 'write-verdict':
      return { ...standing, verdict: step.verdict };
  }
}

const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
const notes = fc
  .array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), isOutdated: fc.boolean(), hasReplies: fc.boolean() }))
  .map((all) => all.map((one, id) => ({ ...one, id, body: `<!-- backlint:note ${one.key} -->\nOld words` })));
const names = fc.uniqueArray(fc.constantFrom('needs-fix', 'qa', 'approved', 'bug'));

test('whatever stands there, its plan leaves nothing to do, and what was answered is never removed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(github, gitea),
      keys,
      notes,
      fc.nat(3),
      names,
      names.map((all) => all.filter((name) => name !== 'bug')),
      (abilities, wantedKeys, posted, reviews, present, wantedLabels) => {
        const publication = publicationOf(wantedKeys, wantedLabels);
        const standing = standingOf(posted, reviews, present);
        const steps = planSteps(publication, standing, abilities, nothingLearnt);
        const left = steps.reduce(after, standing);
        expect(planSteps(publication, left, abilities, nothingLearnt)).toEqual([]);
        expect(left.posted.notes.filter(({ hasReplies }) => hasReplies)).toHaveLength(
          posted.filter(({ hasReplies }) => hasReplies).length,
        );
        expect(left.pullRequest.labels.includes('bug')).toBe(present.includes('bug'));
        const unanswered = left.posted.notes.filter(({ hasReplies }) => !hasReplies).map(({ key }) => key);
        expect(unanswered).toHaveLength(new Set(unanswered).size);
        expect(steps.at(-1)?.kind).toBe('write-verdict');
      },
    ),
    { numRuns: 2_000 },
  );
});

test('a suggestion is offered for one click where the forge has that, and shown elsewhere', () => {
  const publication = publicationOf(['a'], []);
  const notes = publication.notes.map((note) => ({ ...note, suggestion: 'a: ```' }));
  const bodies = [github, gitea].map((abilities) => {
    const steps = planSteps({ ...publication, notes }, standingOf([], 1, []), abilities, nothingLearnt);
    return steps.flatMap((step) => (step.kind === 'create-notes' ? step.notes.map(({ body }) => body) : []));
  });
  expect(bodies.flat()).toEqual([
    '<!-- backlint:note a -->\nWords of a\n\n````suggestion\na: ```\n````',
    '<!-- backlint:note a -->\nWords of a\n\nInstead:\n\n````\na: ```\n````',
  ]);
});

test('two findings of one identity are one note', () => {
  const publication = publicationOf(['a', 'a'], []);
  const steps = planSteps(publication, standingOf([], 1, []), github, nothingLearnt);
  expect(steps.flatMap((step) => (step.kind === 'create-notes' ? step.keys : []))).toEqual(['a']);
});
