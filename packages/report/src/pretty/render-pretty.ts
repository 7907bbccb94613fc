import type { Diagnostic } from '@backlint/source/diagnostic';
import { citation, startPosition } from '@backlint/source/position';
import { caveats } from '../caveats.ts';
import { diagnosticSeverity, unreadOf } from '../diagnostic-severity.ts';
import { relatedPlaces } from '../place.ts';
import type { Report } from '../report.ts';
import { totalsText } from '../totals.ts';
import { verdictOf } from '../verdict.ts';
import { visibleText } from '../visible-text.ts';
import { colorsFor } from './colors.ts';
import { findingText, type PrettyStyle, severityText } from './finding-text.ts';
import { findingTexts } from './finding-texts.ts';
import { undecidedText } from './undecided-text.ts';
import { verifiedText } from './verified-text.ts';

/** What the reader of the terminal format wants. */
export interface PrettyOptions {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Put before each path, so that it leads there from where the reader is; empty or with a slash at its end. */
  readonly pathPrefix?: string;
  /** Leaves out all but findings and what could not be read. */
  readonly quiet?: boolean;
  /** Adds what was verified, with its evidence, and everything that is otherwise only counted. */
  readonly verbose?: boolean;
}

/** The report for people at a terminal. */
export function renderPretty(report: Report, options: PrettyOptions): string {
  const { color, width, pathPrefix = '', quiet = false, verbose = false } = options;
  const style = { colors: colorsFor(color), width, pathPrefix };
  const problems = [
    ...(verbose ? report.findings.map((finding) => findingText(finding, style)) : findingTexts(report, style)),
    ...unreadOf(report.diagnostics).map((diagnostic) => diagnosticText(diagnostic, style)),
  ];
  const blocks = quiet
    ? problems
    : [
        ...(verbose ? [upheldText(report, style)] : []),
        ...problems,
        ...undecidedText(report, style, verbose ? Number.MAX_SAFE_INTEGER : 5),
        ...(verbose ? asidesText(report, style) : []),
        closingText(report, style, verbose),
      ];
  return blocks
    .filter((block) => block !== '')
    .map((block) => `${block}\n`)
    .join('\n');
}

function diagnosticText({ code, message, at }: Diagnostic, { colors, pathPrefix }: PrettyStyle): string {
  const { line, column } = startPosition(at);
  const place = `${visibleText(pathPrefix + at.file.path)}:${line}:${column}`;
  return `${severityText('error', code, colors)} ${colors.bold(visibleText(message))}\n ${colors.cyan('-->')} ${place}`;
}

function asidesText(report: Report, { colors, pathPrefix }: PrettyStyle): string[] {
  return report.diagnostics
    .filter((diagnostic) => diagnosticSeverity(diagnostic) === 'note')
    .map(({ code, message, at }) => {
      const place = visibleText(pathPrefix + citation(at));
      return `${severityText('note', code, colors)} ${visibleText(message)}\n  ${place}`;
    });
}

/** Every statement that holds, with the places that show it. */
function upheldText({ upheld }: Report, { colors, pathPrefix }: PrettyStyle): string {
  const placeText = (message: string, range: Diagnostic['at']) =>
    `    ${visibleText(pathPrefix + citation(range))}  ${colors.dim(visibleText(message))}`;
  return upheld
    .map(({ rule, message, at, about, evidence }) =>
      [
        `${colors.green('upheld')} ${visibleText(message)} ${colors.dim(`[${rule}]`)}`,
        placeText(about.title, at.range),
        ...relatedPlaces(at, evidence).map((place) => placeText(place.message, place.range)),
      ].join('\n'),
    )
    .join('\n');
}

function closingText(report: Report, { colors, width }: PrettyStyle, verbose: boolean): string {
  const isClean = report.findings.length === 0 && verdictOf(report) === 'passed';
  const isGrave = verdictOf(report) === 'failed' || verdictOf(report) === 'broken';
  const paint = isClean ? colors.green : isGrave ? colors.red : colors.yellow;
  return [
    ...verifiedText(report, { isClean, verbose, width }),
    ...caveats(report).map((sentence) => visibleText(sentence)),
    colors.bold(paint(totalsText(report))),
  ].join('\n');
}
