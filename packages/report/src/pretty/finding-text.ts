import type { Finding } from '@backlint/lint/finding';
import type { Severity } from '@backlint/lint/rule';
import { startPosition } from '@backlint/source/position';
import { relatedPlaces } from '../place.ts';
import { plural } from '../plural.ts';
import { visibleText } from '../visible-text.ts';
import { codeFrame, type FrameStyle, gutterOf } from './code-frame.ts';
import type { Colors } from './colors.ts';
import { titlesOf } from './same-place.ts';

/** How the terminal format is drawn. */
export interface PrettyStyle {
  readonly colors: Colors;
  readonly width: number;
  readonly pathPrefix: string;
}

/** Related places beyond these are only counted: a finding must stay on one screen. */
const maximumPlaces = 6;

/** A finding with its places and what to do about it; the same is found there for the others. */
export function findingText(finding: Finding, style: PrettyStyle, others: readonly Finding[] = []): string {
  const { rule, severity, message, at, isSecret, evidence, remedy, fix } = finding;
  const { colors } = style;
  const related = relatedPlaces(at, evidence);
  const marks = related.slice(0, maximumPlaces).map((place) => ({ range: place.range, label: place.message }));
  const remaining = related.length - marks.length;
  const margin = ' '.repeat(gutterOf([{ range: at.range }, ...marks]) + 1);
  const aside = (label: string, text: string) =>
    `${margin}${colors.cyan('=')} ${colors.bold(label)}: ${visibleText(text)}`;
  const todo = remedy ?? fix?.title;
  return [
    `${severityText(severity, rule, colors)} ${colors.bold(visibleText(message))}`,
    ...codeFrame(at.range, marks, { ...frameStyle(severity, style), isSecret }),
    ...(remaining > 0 ? [aside('and', `${plural(remaining, 'more place')} like these`)] : []),
    ...(others.length > 0
      ? [aside('also', `${plural(others.length, 'other')} by the same line: ${titlesOf(others)}`)]
      : []),
    ...(todo === undefined ? [] : [aside('fix', todo)]),
    aside('help', `backlint explain ${rule}`),
  ].join('\n');
}

/** A finding in few lines: what, where, and for which others. */
export function briefFindingText(finding: Finding, style: PrettyStyle, others: readonly Finding[] = []): string {
  const { rule, severity, message, at } = finding;
  const { colors, pathPrefix } = style;
  const { line, column } = startPosition(at.range);
  const place = `${visibleText(pathPrefix + at.range.file.path)}:${line}:${column}`;
  const also =
    others.length > 0
      ? ` ${visibleText(`and ${plural(others.length, 'other')} by the same line: ${titlesOf(others)}`)}`
      : '';
  return `${severityText(severity, rule, colors)} ${colors.bold(visibleText(message))}\n ${colors.cyan('-->')} ${place}${also}`;
}

/** `error[unscheduled-cluster]`, in the colour of its severity. */
export function severityText(severity: Severity | 'undecided', rule: string, colors: Colors): string {
  return colors.bold(severityColor(severity, colors)(`${severity}[${visibleText(rule)}]`));
}

/** The colour in which a severity is shown. */
export function severityColor(severity: Severity | 'undecided', colors: Colors): (text: string) => string {
  const byName = { error: colors.red, warning: colors.yellow, note: colors.cyan, undecided: colors.magenta };
  return byName[severity];
}

function frameStyle(severity: Severity, { colors, width, pathPrefix }: PrettyStyle): FrameStyle {
  return { width, pathPrefix, main: severityColor(severity, colors), aside: colors.cyan };
}
