import type { Severity } from '@backlint/lint/rule';
import { unreadOf } from './diagnostic-severity.ts';
import { plural } from './plural.ts';
import type { Report } from './report.ts';
import { verdictOf } from './verdict.ts';

/** One line that counts what was found and what was looked at. */
export function totalsText(report: Report): string {
  const { files, objects, databases } = report.seen;
  if (verdictOf(report) === 'nothing') return nothingText(report);
  const bySeverity = (severity: Severity) => report.findings.filter((finding) => finding.severity === severity).length;
  const found = (['error', 'warning', 'note'] as const)
    .map((severity) => [bySeverity(severity), severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => plural(count, severity));
  const trouble = [
    ...counted(unreadOf(report.diagnostics).length, 'not read'),
    ...counted(report.failures.length, report.failures.length === 1 ? 'rule failed' : 'rules failed'),
  ];
  const rest = [
    ...counted(report.undecided.length, 'undecided'),
    ...counted(report.ignored.length, 'ignored'),
    ...counted(report.baseline?.known.length ?? 0, 'in the baseline'),
  ];
  const news = [...(found.length + trouble.length === 0 ? ['No problems'] : found), ...rest, ...trouble];
  return `${news.join(', ')} in ${plural(files, 'file')}, ${plural(objects, 'object')}, ${plural(databases, 'database')}`;
}

function counted(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}`];
}

function nothingText({ fragments, seen }: Report): string {
  const files = plural(seen.files, 'file');
  return fragments === 0
    ? `Nothing to check: nothing in ${files} is about backups`
    : `Nothing to check: all that ${files} ${seen.files === 1 ? 'holds' : 'hold'} about backups is ${plural(fragments, 'piece')} of clusters`;
}
