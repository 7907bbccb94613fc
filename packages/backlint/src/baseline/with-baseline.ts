import type { Finding } from '@backlint/lint/finding';
import type { Rule } from '@backlint/lint/rule';
import { unreadOf } from '@backlint/report/diagnostic-severity';
import type { KnownFinding, Report } from '@backlint/report/report';
import { rules as allRules } from '@backlint/rules/rules';

/**
 * The report with what the baseline knows set apart: each of its entries excuses one finding of that fingerprint, wherever
 * it has moved. Entries that excuse nothing are gone, unless their rule did not run or something could not be read.
 */
export function withBaseline(report: Report, entries: readonly KnownFinding[], ran: readonly Rule[]): Report {
  const waiting = new Map<string, KnownFinding[]>();
  for (const entry of entries) {
    const others = waiting.get(entry.fingerprint);
    if (others) others.push(entry);
    else waiting.set(entry.fingerprint, [entry]);
  }
  const findings: Finding[] = [];
  const known: Finding[] = [];
  for (const finding of report.findings) {
    (waiting.get(finding.fingerprint)?.shift() ? known : findings).push(finding);
  }
  const isWhole = unreadOf(report.diagnostics).length === 0;
  const wasLookedFor = ({ rule }: KnownFinding) =>
    isWhole && (ran.some(({ id }) => id === rule) || !allRules.some(({ id }) => id === rule));
  return { ...report, findings, baseline: { known, gone: [...waiting.values()].flat().filter(wasLookedFor) } };
}
