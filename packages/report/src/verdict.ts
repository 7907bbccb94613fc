import type { Severity } from '@backlint/lint/rule';
import { unreadOf } from './diagnostic-severity.ts';
import type { Report } from './report.ts';

/**
 * What a report amounts to: `broken` where a rule failed, `failed` where there are findings at or above a severity or
 * something could not be read, `nothing` where no object says anything about backups, so that there was nothing to judge.
 */
export type Verdict = 'passed' | 'failed' | 'broken' | 'nothing';

const grades: readonly Severity[] = ['note', 'warning', 'error'];

/** The verdict of a report; what could not be read never passes, whatever the findings are. */
export function verdictOf(report: Report, failOn: Severity = 'error'): Verdict {
  const { failures, findings, diagnostics, seen, fragments } = report;
  if (failures.length > 0) return 'broken';
  const isGrave = (severity: Severity) => grades.indexOf(severity) >= grades.indexOf(failOn);
  if (unreadOf(diagnostics).length > 0 || findings.some(({ severity }) => isGrave(severity))) return 'failed';
  return seen.objects <= fragments ? 'nothing' : 'passed';
}
