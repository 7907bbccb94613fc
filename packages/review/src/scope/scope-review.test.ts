import { describe, expect, test } from 'vitest';
import { renderScopeReview } from './render-scope-review.ts';
import { reviewScope, type ScopeInput } from './scope-review.ts';

const databases = [
  { name: 'pal-e-postgres', path: 'terraform/cnpg.tf', line: 123 },
  { name: 'woodpecker-db', path: 'terraform/modules/ci/main.tf', line: 40 },
];
const paths = ['terraform/cnpg.tf', 'terraform/modules/ci/main.tf', 'docs/plan-backup.md'];

/** An issue like the one of an off-cluster destination, which a human sent back. */
const body = `# Off-cluster backup destination

## Context
pal-e-postgres and woodpecker-db keep their backups in the cluster.

## File Targets
- \`pal-e-services/terraform/cnpg.tf\`: the store
- \`docs/sop-restore.md\`

## Acceptance Criteria
- [ ] the restore drill succeeds against the new store
- [ ] \`tofu plan\` shows 1 to change

## Related
- repo#{TBD}: validate the drill
`;
const plan = { name: 'docs/plan-backup.md', text: 'Phase 2: pg_dump of pal-e-postgres to an off-site backup store' };
const input: ScopeInput = { title: 'Off-cluster', body, paths, databases, plans: [plan] };

test('what a human found in such an issue is found', () => {
  const review = reviewScope(input);
  expect(review.verdict).toBe('NEEDS_REFINEMENT');
  expect(review.blockers).toEqual([
    '`docs/sop-restore.md` is not in this repository',
    '`woodpecker-db` is declared at `terraform/modules/ci/main.tf:40`, which is not among the files to change: name that file, or leave the database out',
    'It asks for a restore and does not say where to: name a scratch namespace or cluster',
    '`docs/plan-backup.md` plans something about `pal-e-postgres` too (off-site, backup): decide which of the two holds, or how they go together',
  ]);
  expect(review.fixes).toEqual([
    '`#{TBD}` still stands for something: say what',
    'Nobody could check `the restore drill succeeds against the new store`: name a command, a file or a number',
  ]);
  expect(review.verified).toEqual([
    '`pal-e-services/terraform/cnpg.tf` is there',
    '`pal-e-postgres` is declared at `terraform/cnpg.tf:123`',
  ]);
});

test('one that is put right is ready', () => {
  const better = body
    .replace('- `docs/sop-restore.md`', '- `terraform/modules/ci/main.tf`\n- `docs/sop-restore.md` (new)')
    .replace('against the new store', 'in the scratch namespace `drill`, see `docs/plan-backup.md`')
    .replace('repo#{TBD}', 'repo#298');
  const review = reviewScope({ ...input, body: better, sections: ['Context', 'File Targets'] });
  expect(review).toMatchObject({ verdict: 'READY', blockers: [], fixes: [] });
  expect(renderScopeReview(review)).toContain('### VERDICT: READY');
});

describe('an issue', () => {
  test.each([
    [
      'without sections',
      '',
      ['It names no files to change'],
      ['It does not say when it is done: write acceptance criteria'],
    ],
    [
      'that shows a key',
      '## File Targets\n`a/b.tf` (new)\n## Acceptance\n- `x`\n\nAKIA1234567890ABCDEF',
      ['Its text seems to show an AWS access key: change it where it was issued'],
      [],
    ],
  ])('%s', (_, text, blockers, fixes) => {
    const review = reviewScope({ ...input, body: text, databases: [], plans: [] });
    expect({ blockers: review.blockers, fixes: review.fixes }).toEqual({ blockers, fixes });
    expect(renderScopeReview(review)).not.toContain('AKIA');
  });

  test('lacks the sections that issues should have', () => {
    const { fixes } = reviewScope({ ...input, sections: ['User Story', 'Context'], plans: [] });
    expect(fixes).toContain('It has no section `User Story`');
  });
});
