import type { Severity } from '@backlint/lint/rule';
import type { Range } from '@backlint/source/range';
import { diagnosticSeverity } from '../diagnostic-severity.ts';
import { fullStop } from '../full-stop.ts';
import { locationOf } from '../place.ts';
import { plural } from '../plural.ts';
import type { Report } from '../report.ts';
import { totalsText } from '../totals.ts';
import { visibleText } from '../visible-text.ts';

/** What GitHub shows of each kind in one step; it drops the rest in silence. */
const maximumOfKind = 10;

/**
 * The report as workflow commands: GitHub shows them on the lines of a pull request, Forgejo and Gitea as coloured lines of the
 * log. At most ten of each kind, the gravest first; the last line counts everything.
 */
export function renderAnnotations(report: Report): string {
  const all = annotationsOf(report);
  const kinds = ['error', 'warning', 'note'] as const;
  const shown = kinds.flatMap((kind) => all.filter(({ severity }) => severity === kind).slice(0, maximumOfKind));
  const hidden = all.length - shown.length;
  const rest = hidden > 0 ? [`${plural(hidden, 'annotation')} more than a step can show`] : [];
  return `${[...shown.map(command), ...rest, totalsText(report)].join('\n')}\n`;
}

interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly range: Range;
}

function annotationsOf(report: Report): readonly Annotation[] {
  return [
    ...report.findings.map(({ severity, rule, message, remedy, at }) => ({
      severity,
      title: rule,
      message: remedy === undefined ? message : `${message}. ${fullStop(remedy)}`,
      range: at.range,
    })),
    ...report.diagnostics.map((diagnostic) => ({
      severity: diagnosticSeverity(diagnostic),
      title: diagnostic.code,
      message: diagnostic.message,
      range: diagnostic.at,
    })),
  ];
}

function command({ severity, title, message, range }: Annotation): string {
  const { path, start, end } = locationOf(range);
  const properties = {
    file: path,
    line: start.line,
    endLine: end.line,
    // GitHub refuses columns where the lines differ.
    ...(start.line === end.line ? { col: start.column, endColumn: end.column } : {}),
    title: `backlint: ${title}`,
  };
  const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${severity === 'note' ? 'notice' : severity} ${written.join(',')}::${escapeData(message)}`;
}

/** `##[` begins a command anywhere in a line, in the older of the two syntaxes that runners understand. */
function escapeData(text: string): string {
  return visibleText(text).replaceAll('%', '%25').replaceAll('##[', '##\\[');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
