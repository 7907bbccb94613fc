import { describe, expect, test } from 'vitest';
import type { ChangedFile } from '../diff/changed-file.ts';
import type { PullRequest } from '../pull-request.ts';
import { judgeConventions } from './judge-conventions.ts';
import type { ReviewConventions } from './review-conventions.ts';

const template = `## Summary
Adds a schedule.
<!-- ## Test Plan
hidden -->
## Related
Closes #87
`;

function judge(change: Partial<PullRequest>, conventions: ReviewConventions, files: readonly ChangedFile[] = []) {
  const pullRequest: PullRequest = {
    title: 'Add a schedule',
    body: template,
    branch: '87-feat-add-schedule',
    labels: [],
    isDraft: false,
    isByBot: false,
    ...change,
  };
  return judgeConventions(pullRequest, files, conventions).map(({ outcome, text, isBlocker }) =>
    [outcome, text, ...(isBlocker ? ['blocks'] : [])].join(': '),
  );
}

const branch = '^(\\d+)-(?:feat|fix)-';

test('nothing is expected where nothing is configured, nor of machines', () => {
  expect(judge({}, {})).toEqual([]);
  expect(judge({ isByBot: true }, { sections: ['Summary'], closesIssue: true })).toEqual([]);
});

describe('the branch and its issue', () => {
  test.each<[string, Partial<PullRequest>, string[]]>([
    ['agree', {}, ['kept: The branch `87-feat-add-schedule` is named as agreed', 'kept: The body closes `#87`']],
    [
      'differ',
      { branch: '88-fix-it' },
      ['kept: The branch `88-fix-it` is named as agreed', 'broken: The body closes `#87`, and the branch is for `#88`'],
    ],
    [
      'are missing',
      { branch: 'patch-1', body: 'Relates to #87' },
      [
        'broken: The branch `patch-1` does not match `^(\\d+)-(?:feat|fix)-`',
        'broken: The body closes no issue: write `Closes #N`',
      ],
    ],
    [
      'stand in a comment only',
      { body: '<!-- Closes #87 -->' },
      [
        'kept: The branch `87-feat-add-schedule` is named as agreed',
        'broken: The body closes no issue: write `Closes #N`',
      ],
    ],
  ])('%s', (_, change, expected) => {
    expect(judge(change, { branch, closesIssue: true })).toEqual(expected);
  });

  test('are judged in linear time, whatever the pattern is', () => {
    const evil = `${'a'.repeat(10_000)}!`;
    expect(judge({ branch: evil }, { branch: '^(a+)+$' })).toHaveLength(1);
    expect(judge({}, { branch: '(' })[0]).toMatch(/^broken: .* does not match `\(`$/);
  });
});

test('sections must be there and say something', () => {
  const body = '## Summary\ntext\n## Changes:\n\n```\n## Test Plan\n```\n### Related ###\nx';
  expect(judge({ body }, { sections: ['Summary', 'Changes', 'Test Plan', 'Related'] })).toEqual([
    'kept: The body has a section `Summary`',
    'kept: The body has a section `Changes`',
    'broken: The body has no section `Test Plan`',
    'kept: The body has a section `Related`',
  ]);
  expect(judge({ body: '## A\n## B\n' }, { sections: ['A'] })).toEqual(['broken: The section `A` is empty']);
});

test('commands must be said to be run', () => {
  const body = '- [x] `tofu fmt`\n- [ ] `tofu validate`';
  expect(judge({ body }, { commands: ['tofu fmt', 'tofu validate', 'tofu plan'] })).toEqual([
    'kept: The body says that `tofu fmt` was run',
    'broken: `tofu validate` is listed and not ticked off',
    'broken: The body does not say that `tofu plan` was run',
  ]);
});

describe('the output of a plan', () => {
  const files: readonly ChangedFile[] = [
    {
      status: 'modified',
      path: 'terraform/main.tf',
      hunks: [
        {
          oldStart: 1,
          oldLines: 0,
          newStart: 1,
          newLines: 1,
          lines: [{ kind: 'added', text: 'resource "kubernetes_manifest" "schedule" {' }],
        },
      ],
    },
  ];
  const created = '  # kubernetes_manifest.schedule will be created\n  + password = "hunter2"\n';
  const drifted = '  # module.ci.vault_secret.drift["a"] will be updated in-place\n';
  const lost = '  # kubernetes_manifest.cluster must be replaced\n';
  const plan = (text: string, words = '') => `${words}\n\`\`\`\n${text}\n\`\`\`\n`;

  test.each([
    ['is missing', template, ['broken: Terraform files change, and the body shows no output of a plan']],
    [
      'shows what the diff does',
      plan(`${created}Plan: 1 to add, 0 to change, 0 to destroy.`),
      ['kept: The plan shows 1 to add, 0 to change, 0 to destroy'],
    ],
    [
      'shows a change that nothing explains',
      plan(`${created}${drifted}Plan: 1 to add, 1 to change, 0 to destroy.`),
      [
        'broken: The plan shows 1 to add, 1 to change, 0 to destroy: `module.ci.vault_secret.drift["a"]` changes, and nothing in the diff or the body says why',
      ],
    ],
    [
      'shows a change that the body explains',
      plan(`${drifted}Plan: 1 to add, 1 to change, 0 to destroy.`, 'The drift is cosmetic.'),
      ['kept: The plan shows 1 to add, 1 to change, 0 to destroy'],
    ],
    [
      'would destroy something',
      plan(`${lost}Plan: 1 to add, 0 to change, 1 to destroy.`),
      [
        'broken: The plan shows 1 to add, 0 to change, 1 to destroy: `kubernetes_manifest.cluster` would be lost: blocks',
      ],
    ],
    [
      'is coloured',
      plan('\u001b[1mPlan:\u001b[0m 2 to add, 0 to change, 0 to destroy.'),
      ['kept: The plan shows 2 to add, 0 to change, 0 to destroy'],
    ],
    [
      'has no changes',
      plan('No changes. Your infrastructure matches.'),
      ['kept: The plan shows 0 to add, 0 to change, 0 to destroy'],
    ],
  ])('%s', (_, body, expected) => {
    const said = judge({ body }, { plan: true }, files);
    expect(said).toEqual(expected);
    expect(said.join()).not.toContain('hunter2');
  });

  test('is not asked for where no Terraform changes', () => {
    expect(judge({}, { plan: true }, [{ status: 'added', path: 'a.yaml', hunks: [] }])).toEqual([]);
  });
});

test('of each kind of label there is one', () => {
  const labels = ['type:bug', 'type:feature', 'status:qa'];
  expect(judge({ labels }, { labels: ['type:', 'status:', 'domain:'] })).toEqual([
    'broken: It has 2 labels `type:…`, and should have one',
    'kept: It is labelled `status:qa`',
    'broken: It has no label `domain:…`, and should have one',
  ]);
});
