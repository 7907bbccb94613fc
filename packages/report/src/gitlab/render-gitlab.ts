import type { Severity } from '@backlint/lint/rule';
import type { Range } from '@backlint/source/range';
import { diagnosticSeverity } from '../diagnostic-severity.ts';
import { jsonText } from '../json/json-text.ts';
import { locationOf } from '../place.ts';
import type { Report } from '../report.ts';
import { stableHash } from '../stable-hash.ts';

const severities: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', note: 'info' };

/** The report as a GitLab Code Quality report. */
export function renderGitlab(report: Report): string {
  return jsonText([
    ...report.findings.map(({ rule, severity, message, fingerprint, at }) => ({
      description: message,
      check_name: rule,
      fingerprint: stableHash(fingerprint),
      severity: severities[severity],
      location: location(at.range),
    })),
    ...report.diagnostics.map((diagnostic) => ({
      description: diagnostic.message,
      check_name: diagnostic.code,
      fingerprint: stableHash(`${diagnostic.code} ${diagnostic.at.file.path} ${diagnostic.at.start}`),
      severity: severities[diagnosticSeverity(diagnostic)],
      location: location(diagnostic.at),
    })),
  ]);
}

function location(range: Range) {
  const { path, start, end } = locationOf(range);
  return { path, lines: { begin: start.line, end: end.line } };
}
