import { citation } from '@backlint/source/position';
import { plural } from '../plural.ts';
import type { Report } from '../report.ts';
import { visibleText } from '../visible-text.ts';
import { type PrettyStyle, severityText } from './finding-text.ts';

type Undecided = Report['undecided'][number];

/** What rules could not decide: a block for each rule, with at most so many places and reasons. */
export function undecidedText({ undecided }: Report, style: PrettyStyle, maximum: number): readonly string[] {
  const rules = [...new Set(undecided.map(({ rule }) => rule))].sort();
  return rules.map((rule) => {
    const own = undecided.filter((one) => one.rule === rule);
    const remaining = own.length - maximum;
    return [
      `${severityText('undecided', rule, style.colors)} ${plural(own.length, 'time')}`,
      ...own.slice(0, maximum).map((one) => line(one, style)),
      ...(remaining > 0 ? [`  and ${plural(remaining, 'other')} (--verbose shows them)`] : []),
    ].join('\n');
  });
}

function line({ at, about, why }: Undecided, { colors, pathPrefix }: PrettyStyle): string {
  const reason = why.includes(about.title) ? why : `${about.title}: ${why}`;
  return `  ${colors.dim(visibleText(pathPrefix + citation(at.range)))}  ${visibleText(reason)}`;
}
