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
  const created = '  # kubernetes_manifest.schedule will be created\n  + password = (sensitive value)\n';
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
      plan(`${created}${drifted}Plan: 1 to add, 1 to change, 0 to destroy.`, 'The drift is cosmetic.'),
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

const added = (path: string, ...texts: readonly string[]): ChangedFile => ({
  status: 'modified',
  path,
  hunks: [
    {
      oldStart: 1,
      oldLines: 0,
      newStart: 10,
      newLines: texts.length,
      lines: texts.map((text) => ({ kind: 'added', text })),
    },
  ],
});

describe('secrets', () => {
  const token = `ghp_${'a1B2'.repeat(10)}`;

  test('that are added block, whatever is configured, and are never repeated', () => {
    const said = judge({ isByBot: true }, {}, [added('a.yaml', 'x: 1', `token: ${token}`)]);
    expect(said).toEqual([
      'broken: `a.yaml:11` seems to add a GitHub token: whoever can read the repository has it; change it where it was issued: blocks',
    ]);
  });

  test.each([
    ['a key', 'access_key = "AKIA1234567890ABCDEF"', 'The body seems to show an AWS access key'],
    ['a plan', '  + password = "hunter2hunter2"', 'The plan in the body shows a value that seems secret'],
    ['a change in a plan', '  ~ api_token = "old" -> "newvalue"', 'The plan in the body shows a value'],
  ])('%s in the body blocks too', (_, body, words) => {
    const [said = ''] = judge({ body }, {});
    expect(said).toContain(words);
    expect(said).toMatch(/blocks$/);
    expect(said).not.toMatch(/hunter2|AKIA|newvalue/);
  });

  test.each([
    '  + password = (sensitive value)',
    '  + secret_name = "cnpg-s3-creds"',
    'key: AKIAIOSFODNN7EXAMPLE',
    '  + secret = "cnpg-s3-creds"',
  ])('%j is none', (body) => {
    expect(judge({ body }, {})).toEqual([]);
  });
});

describe('the files that are named', () => {
  const issue =
    '## File Targets\n- `terraform/main.tf`\n- `docs/**`\n### Files the agent should NOT touch\n- `.woodpecker.yaml`\n';
  const files = (...paths: readonly string[]) => paths.map((path) => added(path, 'x'));

  test.each([
    [['terraform/main.tf', 'docs/a/b.md'], 'kept: Only the files that are named are changed'],
    [['terraform/main.tf', 'other.tf'], 'broken: `other.tf` changes and is not named by the issue or the body'],
    [
      ['.woodpecker.yaml'],
      'broken: `.woodpecker.yaml` should not be touched, by the words of the issue or the body: blocks',
    ],
  ])('%j', (paths, said) => {
    expect(judge({ issue, body: '' }, { files: true }, files(...paths))).toEqual([said]);
  });

  test('are not known where nobody lists them', () => {
    expect(judge({ body: 'x' }, { files: true }, files('a'))).toEqual([
      'undecided: Neither the issue nor the body lists the files to change',
    ]);
  });
});

test.each([
  ['## Test Plan\n- [x] restored by hand\n', 'kept: The body names what was tested'],
  ['## Test Plan\nlooks good\n', 'broken: The section on tests names no command, no file and nothing that was done'],
  ['## Summary\n', 'broken: The body has no section on tests'],
])('tests are named: %j', (body, said) => {
  expect(judge({ body }, { tests: true })).toEqual([said]);
});

test('what it depends on is done, or is not, or has to be looked up', () => {
  const body = 'Depends on #1, blocked by #2.\nDepends on #3';
  const issueStates = { 1: 'closed', 2: 'open' } as const;
  expect(judge({ body, issueStates }, { dependencies: true })).toEqual([
    'kept: It depends on `#1`, which is done',
    'broken: It depends on `#2`, which is still open: blocks',
    'undecided: It depends on `#3`; whether that is done has to be looked up',
  ]);
});

describe('a plan and the diff', () => {
  const files = [added('main.tf', 'resource "kubernetes_manifest" "schedule" {')];
  const plan = (text: string) => `\`\`\`\n${text}\n\`\`\`\n`;

  test('differ where something is created that the diff does not add', () => {
    const body = plan(
      '  # kubernetes_manifest.schedule will be created\n  # aws_s3_bucket.other will be created\nPlan: 2 to add, 0 to change, 0 to destroy.',
    );
    expect(judge({ body }, { plan: true }, files)).toEqual([
      'broken: The plan shows 2 to add, 0 to change, 0 to destroy: `aws_s3_bucket.other` is created, and nothing in the diff or the body says why',
    ]);
  });

  test('differ where the diff adds what the plan does not', () => {
    const body = plan('  # module.a.vault.schedule_other will be created\nPlan: 1 to add, 0 to change, 0 to destroy.');
    const [said] = judge({ body: `schedule_other\n${body}` }, { plan: true }, files);
    expect(said).toBe(
      'broken: The plan shows 1 to add, 0 to change, 0 to destroy, and `kubernetes_manifest.schedule`, which the diff adds, is not in it',
    );
  });

  test('agree in a module, for each instance', () => {
    const body = plan(
      '  # module.db["a"].kubernetes_manifest.schedule[0] will be created\nPlan: 1 to add, 0 to change, 0 to destroy.',
    );
    expect(judge({ body }, { plan: true }, files)).toEqual([
      'kept: The plan shows 1 to add, 0 to change, 0 to destroy',
    ]);
  });
});
