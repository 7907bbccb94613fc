import { citation } from '@backlint/source/position';
import { plural } from '../plural.ts';
import type { Report } from '../report.ts';
import { visibleText } from '../visible-text.ts';
import { type PrettyStyle, severityText } from './finding-text.ts';
import { groupedByPlace, type SamePlace, titlesOf } from './same-place.ts';

type Undecided = Report['undecided'][number];

/** What rules could not decide: a block for each rule, with at most so many places and reasons. */
export function undecidedText({ undecided }: Report, style: PrettyStyle, maximum: number): readonly string[] {
  const rules = [...new Set(undecided.map(({ rule }) => rule))].sort();
  return rules.map((rule) => {
    const own = undecided.filter((one) => one.rule === rule);
    const places = groupedByPlace(own);
    const remaining = places.length - maximum;
    return [
      `${severityText('undecided', rule, style.colors)} ${plural(own.length, 'time')}`,
      ...places.slice(0, maximum).map((place) => line(place, style)),
      ...(remaining > 0 ? [`  and ${plural(remaining, 'other place')} (--verbose shows them)`] : []),
    ].join('\n');
  });
}

function line({ first, others }: SamePlace<Undecided>, { colors, pathPrefix }: PrettyStyle): string {
  const { at, about, why } = first;
  const reason = why.includes(about.title) ? why : `${about.title}: ${why}`;
  const also = others.length === 0 ? '' : ` (and so for ${titlesOf(others)})`;
  return `  ${colors.dim(visibleText(pathPrefix + citation(at.range)))}  ${visibleText(reason + also)}`;
}
