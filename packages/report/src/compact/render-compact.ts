import type { Severity } from '@backlint/lint/rule';
import { startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import { diagnosticSeverity } from '../diagnostic-severity.ts';
import type { Report } from '../report.ts';
import { visibleText } from '../visible-text.ts';

/** One line for each finding and each diagnostic, for editors and for `grep`. */
export function renderCompact(report: Report, { pathPrefix = '' } = {}): string {
  const line = (range: Range, severity: Severity, message: string, rule: string) => {
    const { line, column } = startPosition(range);
    const place = `${visibleText(pathPrefix + range.file.path)}:${line}:${column}`;
    return `${place}: ${severity}: ${visibleText(message)} [${rule}]\n`;
  };
  return [
    ...report.findings.map(({ at, severity, message, rule }) => line(at.range, severity, message, rule)),
    ...report.diagnostics.map((diagnostic) =>
      line(diagnostic.at, diagnosticSeverity(diagnostic), diagnostic.message, diagnostic.code),
    ),
  ].join('');
}
