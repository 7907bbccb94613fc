import type { Report } from '@backlint/report/report';
import { compareReports } from '@backlint/review/compare/compare-reports';
import { diffLines } from '@backlint/review/diff/diff-lines';
import { parseDiff } from '@backlint/review/diff/parse-diff';
import type { SourceTree } from '@backlint/source/source-tree';
import { gitTree } from './git/git-tree.ts';
import { runGit } from './git/run-git.ts';
import { subTree } from './git/sub-tree.ts';

/** Leaves of a report what a change brought or touches; a message says why that cannot be told. */
export function changedSince(
  report: Report,
  ref: string,
  root: string,
  judge: (tree: SourceTree) => Report,
): Report | { readonly message: string } {
  const answers = [
    runGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]),
    runGit(root, ['rev-parse', '--show-prefix']),
  ].map((answer) => (answer.kind === 'output' ? answer.bytes.toString('utf8').trim() : undefined));
  const [commit, prefix] = answers;
  if (prefix === undefined) return { message: 'this is no git repository, so nothing tells what changed.' };
  if (commit === undefined) return { message: `there is no commit "${ref}" here.` };
  const before = gitTree(root, commit);
  if ('message' in before) return before;
  // New files that git does not know yet are no part of the diff; what they bring is new by its fingerprint.
  const diff = runGit(root, ['diff', '--no-color', '--no-ext-diff', '--no-textconv', '-M', '--relative', commit]);
  if (diff.kind === 'problem') return { message: diff.message };
  const lines = diffLines(parseDiff(diff.bytes.toString('utf8')));
  const { introduced, touched } = compareReports(judge(subTree(before, prefix)), report, lines);
  const kept = new Set([...introduced, ...touched]);
  return { ...report, findings: report.findings.filter((finding) => kept.has(finding)) };
}
