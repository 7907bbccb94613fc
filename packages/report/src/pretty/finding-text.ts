import type { Finding } from '@backlint/lint/finding';
import type { Severity } from '@backlint/lint/rule';
import { relatedPlaces } from '../place.ts';
import { plural } from '../plural.ts';
import { visibleText } from '../visible-text.ts';
import { codeFrame, type FrameStyle, gutterOf } from './code-frame.ts';
import type { Colors } from './colors.ts';

/** How the terminal format is drawn. */
export interface PrettyStyle {
  readonly colors: Colors;
  readonly width: number;
  readonly pathPrefix: string;
}

/** Related places beyond these are only counted: a finding must stay on one screen. */
const maximumPlaces = 6;

/** A finding with its places and what to do about it. */
export function findingText(finding: Finding, style: PrettyStyle): string {
  const { rule, severity, message, at, evidence, remedy, fix } = finding;
  const { colors } = style;
  const related = relatedPlaces(at, evidence);
  const marks = related.slice(0, maximumPlaces).map((place) => ({ range: place.range, label: place.message }));
  const remaining = related.length - marks.length;
  const margin = ' '.repeat(gutterOf([{ range: at.range }, ...marks]) + 1);
  const note = (label: string, text: string) =>
    `${margin}${colors.cyan('=')} ${colors.bold(label)}: ${visibleText(text)}`;
  const todo = remedy ?? fix?.title;
  return [
    `${severityText(severity, rule, colors)} ${colors.bold(visibleText(message))}`,
    ...codeFrame(at.range, marks, frameStyle(severity, style)),
    ...(remaining > 0 ? [note('and', `${plural(remaining, 'more place')} like these`)] : []),
    ...(todo === undefined ? [] : [note('fix', todo)]),
    note('help', `backlint explain ${rule}`),
  ].join('\n');
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
