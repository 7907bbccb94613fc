import type { Finding } from '@backlint/lint/finding';
import { citation } from '@backlint/source/position';
import { plural } from '../plural.ts';
import type { Report } from '../report.ts';
import { visibleText } from '../visible-text.ts';
import { briefFindingText, findingText, type PrettyStyle, severityText } from './finding-text.ts';
import { groupedByPlace, type SamePlace, titlesOf } from './same-place.ts';

/** Notes of one rule beyond these are only counted. */
const maximumNotes = 5;

/**
 * The findings in as few lines as tell them: each error in full, of each rule the first warning in full and the others
 * by message and place, and the notes of a rule together. What one line does to many objects is told once.
 */
export function findingTexts({ findings }: Report, style: PrettyStyle): readonly string[] {
  const explained = new Set<string>();
  const blocks: string[] = [];
  for (const { first, others } of groupedByPlace(findings.filter(({ severity }) => severity !== 'note'))) {
    const isRepeated = first.severity === 'warning' && explained.has(first.rule);
    explained.add(first.rule);
    blocks.push(isRepeated ? briefFindingText(first, style, others) : findingText(first, style, others));
  }
  return [...blocks, ...noteTexts(findings, style)];
}

function noteTexts(findings: readonly Finding[], style: PrettyStyle): readonly string[] {
  const notes = findings.filter(({ severity }) => severity === 'note');
  const rules = [...new Set(notes.map(({ rule }) => rule))];
  return rules.map((rule) => {
    const own = notes.filter((note) => note.rule === rule);
    const places = groupedByPlace(own);
    const [only] = places;
    if (only && places.length === 1) return briefFindingText(only.first, style, only.others);
    const remaining = places.length - maximumNotes;
    return [
      `${severityText('note', rule, style.colors)} ${plural(own.length, 'time')}`,
      ...places.slice(0, maximumNotes).map((place) => noteLine(place, style)),
      ...(remaining > 0 ? [`  and ${plural(remaining, 'other place')} (--verbose shows them)`] : []),
    ].join('\n');
  });
}

function noteLine({ first, others }: SamePlace<Finding>, { colors, pathPrefix }: PrettyStyle): string {
  const also = others.length === 0 ? '' : ` (and so for ${titlesOf(others)})`;
  return `  ${colors.dim(visibleText(pathPrefix + citation(first.at.range)))}  ${visibleText(first.message + also)}`;
}
