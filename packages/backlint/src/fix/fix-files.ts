import type { Finding } from '@backlint/lint/finding';
import { plural } from '@backlint/report/plural';
import type { Report } from '@backlint/report/report';
import { visibleText } from '@backlint/report/visible-text';
import { citation } from '@backlint/source/position';
import type { CheckedTree } from '../check.ts';
import type { Shell } from '../shell.ts';
import type { FixKind } from './fix-kind.ts';
import { type FixedTree, fixTree } from './fix-tree.ts';
import { unifiedDiff } from './unified-diff.ts';
import { type WritePlaces, writeChanges } from './write-changes.ts';

/** What to fix, and where the files lie. */
export interface FixFilesOptions extends Omit<WritePlaces, 'cwd'> {
  readonly fix?: FixKind;
  /** Shows the changes on standard output and writes nothing. */
  readonly diff?: boolean;
  readonly quiet?: boolean;
  readonly pathPrefix: string;
  readonly shell: Shell;
}

/**
 * Fixes the files of a checked tree, or shows how. Returns the report on the files as they are now; undefined where they
 * could not be written. Says on standard error what was fixed, so that the report alone goes to standard output.
 */
export function fixFiles(
  tree: CheckedTree,
  checked: Report,
  judge: (tree: CheckedTree) => Report,
  options: FixFilesOptions,
): Report | undefined {
  const { fix = 'safe', diff = false, quiet = false, pathPrefix, root, paths, shell } = options;
  const safeties = fix === 'all' ? (['safe', 'unsafe'] as const) : (['safe'] as const);
  const fixed = fixTree(tree, checked, { judge, safeties });
  if (diff) shell.stdout.write(unifiedDiff(fixed.changes, pathPrefix));
  const problems = diff ? [] : writeChanges(fixed.changes, { root, paths, cwd: shell.cwd });
  for (const problem of problems) shell.stderr.write(`backlint: ${visibleText(problem)}\n`);
  if (problems.length > 0) return undefined;
  if (!quiet) for (const line of summaryOf(fixed, { diff, pathPrefix })) shell.stderr.write(`${visibleText(line)}\n`);
  return diff ? checked : fixed.report;
}

function summaryOf(
  { changes, fixed, refused, report }: FixedTree,
  { diff, pathPrefix }: { readonly diff: boolean; readonly pathPrefix: string },
): readonly string[] {
  const done = diff ? 'Would fix' : 'Fixed';
  const place = ({ at, fix }: Finding) => pathPrefix + citation(fix?.edits[0]?.range ?? at.range);
  const unsafe = report.findings.filter(({ fix }) => fix?.safety === 'unsafe');
  const others = unsafe.filter(
    ({ fingerprint }) => !refused.some(({ finding }) => finding.fingerprint === fingerprint),
  );
  return [
    fixed.length === 0
      ? `${done} nothing.`
      : `${done} ${plural(fixed.length, 'finding')} in ${plural(changes.size, 'file')}:`,
    ...new Set(fixed.map((finding) => `  ${place(finding)}  ${finding.fix?.title} [${finding.rule}]`)),
    ...refused.map(
      ({ finding, why }) => `Not fixed: ${place(finding)}  ${finding.fix?.title} [${finding.rule}]: ${why}`,
    ),
    ...(others.length > 0
      ? [`${plural(others.length, 'more fix', 'more fixes')} a person should look at: see --diff --fix=all.`]
      : []),
  ];
}
