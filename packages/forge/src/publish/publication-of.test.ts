import type { Finding } from '@backlint/lint/finding';
import type { Review } from '@backlint/review/review';
import { startOf } from '@backlint/source/range';
import { expect, test } from 'vitest';
import { publicationOf } from './publication-of.ts';

const origin = { range: startOf({ path: 'apps/db.yaml', text: 'kind: Cluster\n' }) };
const finding: Finding = {
  outcome: 'problem',
  rule: 'unscheduled-cluster',
  severity: 'error',
  about: { address: 'a', title: 'Cluster @org/db', origin },
  at: origin,
  message: 'No ScheduledBackup backs up Cluster @org/db',
  remedy: 'Add a ScheduledBackup',
  fingerprint: 'unscheduled-cluster a',
};
const review: Review = {
  title: 'PR #1',
  technologies: [],
  verified: [],
  blockers: [],
  nits: [],
  elsewhere: [finding, { ...finding, severity: 'warning', fingerprint: 'b' }],
  fixed: [],
  conventions: [],
  waived: [],
  undecided: [],
  postureChanges: [],
  caveats: [],
  verdict: 'APPROVED',
  inline: [],
  comparison: { introduced: [], touched: [], untouched: [], fixed: [] },
};
const options = {
  headCommit: 'head',
  stamp: 's',
  labels: { needsFix: 'status:needs-fix', qa: 'status:qa', approved: 'status:approved' },
  opensFollowUps: true,
};

test('the verdict and the labels follow the review', () => {
  const blocked: Review = { ...review, blockers: [{ message: 'x' }], verdict: 'NOT APPROVED' };
  const undecided: Review = { ...review, caveats: ['1 file was not read.'] };
  const told = [review, blocked, undecided].map((one) => {
    const { verdict, labels } = publicationOf(one, options);
    return [verdict?.state, verdict?.title, labels?.wanted.join()];
  });
  expect(told).toEqual([
    ['success', 'APPROVED: 0 blockers, 0 nits', 'status:approved'],
    ['failure', 'NOT APPROVED: 1 blocker, 0 nits', 'status:needs-fix'],
    ['success', 'APPROVED: 0 blockers, 0 nits', 'status:qa'],
  ]);
});

test('an issue is prepared for each error that was not touched, and calls nobody', () => {
  const { followUps } = publicationOf(review, options);
  expect(followUps).toHaveLength(1);
  expect(followUps[0]?.title).toBe('No ScheduledBackup backs up Cluster @org/db');
  expect(followUps[0]?.body).toContain(
    'No ScheduledBackup backs up Cluster `@org/db` (`apps/db.yaml:1`).\n\nAdd a ScheduledBackup.',
  );
  expect(publicationOf(review, { ...options, opensFollowUps: false }).followUps).toEqual([]);
});

test('a suggestion that no forge would take is left out, and the note stays', () => {
  const note = { key: 'a', path: 'a.yaml', startLine: 1, line: 1, body: 'Words' };
  const inline = [
    { ...note, suggestion: 'x'.repeat(20_001) },
    { ...note, suggestion: 'x'.repeat(20_000) },
  ];
  const { notes } = publicationOf({ ...review, inline }, options);
  expect(notes.map(({ body, suggestion }) => [body, suggestion?.length])).toEqual([
    ['Words', undefined],
    ['Words', 20_000],
  ]);
});
