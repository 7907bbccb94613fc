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
  const rest = [
    [report.undecided.length, 'undecided'],
    [report.ignored.length, 'ignored'],
    [unreadOf(report.diagnostics).length, 'not read'],
  ].flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`]));
  const seen = [plural(files, 'file'), plural(objects, 'object'), plural(databases, 'database')];
  return `${[...(found.length === 0 ? ['No problems'] : found), ...rest].join(', ')} in ${seen.join(', ')}`;
}

function nothingText({ fragments, seen }: Report): string {
  const files = plural(seen.files, 'file');
  return fragments === 0
    ? `Nothing to check: nothing in ${files} is about backups`
    : `Nothing to check: all that ${files} ${seen.files === 1 ? 'holds' : 'hold'} about backups is ${plural(fragments, 'piece')} of clusters`;
}
