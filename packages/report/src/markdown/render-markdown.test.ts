import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanReport, fullReport } from '../sample-report.ts';
import { codeSpan } from './code-span.ts';
import { renderMarkdown } from './render-markdown.ts';

test('the Markdown report', () => {
  expect(renderMarkdown(fullReport)).toMatchInlineSnapshot(`
    "## backlint

    **1 error, 1 warning, 1 undecided, 1 ignored, 1 not read, 1 rule failed in 3 files, 2 objects, 1 database**

    - The rule unlucky-rule failed, so what it would have found is missing.
    - 1 file could not be read in full, so this is not the whole picture.
    - What is undecided depends on values that are not in these files.
    - 1 file is a template: what it makes was not judged.
    - 2 pieces of clusters were not judged: a patch or a test means nothing alone.

    ### Findings

    | Severity | Rule | Place | Finding |
    | --- | --- | --- | --- |
    | error | [\`unscheduled-cluster\`](https://backlint.dev/rules/unscheduled-cluster) | \`apps/orders/cluster.yaml:5\` | \`No ScheduledBackup backs up Cluster shop/orders\`<br>\`Add a ScheduledBackup whose spec.cluster.name names this cluster\` |
    | warning | [\`five-field-schedule\`](https://backlint.dev/rules/five-field-schedule) | \`apps/orders/scheduled-backup.yaml:7\` | \`The schedule runs every hour at minute 3, not at 03:00\` |
    | error | \`yaml-syntax\` | \`apps/orders/scheduled-backup.yaml:6\` | \`This document is not YAML, so it was not read.\` |

    ### Undecided

    | Rule | Place | Why |
    | --- | --- | --- |
    | \`in-cluster-destination\` | \`apps/orders/cluster.yaml:10\` | \`the endpoint comes from a variable\` |

    ### Databases

    | Database | Role | Protected by |
    | --- | --- | --- |
    | \`shop/orders\` | primary | WAL archive: \`s3://backups/orders/\`, in-cluster |
    "
  `);
});

test('leaves out what there is none of', () => {
  expect(renderMarkdown(cleanReport)).toBe('## backlint\n\n**No problems in 3 files, 2 objects, 1 database**\n');
});

describe('text from files is a code span', () => {
  test.each([
    ['@org/team #1', '`@org/team #1`'],
    ['a | b', '`a ¦ b`'],
    ['`x` ``y``', '``` `x` ``y`` ```'],
    [' x', '`  x `'],
    ['', '`  `'],
    ['a\nb', '`a\\u{a}b`'],
  ])('%j', (text, expected) => {
    expect(codeSpan(text)).toBe(expected);
  });

  test('that nothing breaks out of', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('`', ' ', '|', 'a', '\n', '\\', '<') }), (text) => {
        const span = codeSpan(text);
        const fence = /^`+/.exec(span)?.[0] ?? '';
        const inside = span.slice(fence.length, -fence.length);
        const runs = Array.from(inside.matchAll(/`+/g), ([run]) => run);
        expect(span.endsWith(fence)).toBe(true);
        expect(runs).not.toContain(fence);
        expect(inside).not.toMatch(/^`|`$|[|\n]/);
      }),
    );
  });
});
