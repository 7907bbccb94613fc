import type { IgnoredFinding, Report } from '@backlint/report/report';
import { stableHash } from '@backlint/report/stable-hash';

/** A decision on a pull request to live with some of its findings. */
export interface GrantedWaiver {
  /** `keyOfFinding` of each finding that was meant: what turns up later is not. */
  readonly keys: readonly string[];
  readonly reason: string;
  /** The last day it holds, `YYYY-MM-DD` in UTC. */
  readonly until: string;
  /** The login of who granted it. */
  readonly approver: string;
}

/** What a waiver knows a finding by: short, and the same on every push. */
export function keyOfFinding({ fingerprint }: { readonly fingerprint: string }): string {
  return stableHash(fingerprint);
}

/** The report with the findings that are waived among the ignored ones. A waiver whose last day is over waives nothing. */
export function withGranted(report: Report, granted: readonly GrantedWaiver[], now: Date): Report {
  const today = now.toISOString().slice(0, 10);
  const holding = granted.filter(({ until }) => until >= today);
  if (holding.length === 0) return report;
  const findings: Report['findings'][number][] = [];
  const ignored: IgnoredFinding[] = [...report.ignored];
  for (const finding of report.findings) {
    const waiver = holding.find(({ keys }) => keys.includes(keyOfFinding(finding)));
    if (!waiver) findings.push(finding);
    else {
      const { reason, until, approver } = waiver;
      ignored.push({ finding, reason, until, approver, at: finding.at });
    }
  }
  return { ...report, findings, ignored };
}
