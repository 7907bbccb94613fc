import { citation } from '@backlint/source/position';
import { plural } from '../plural.ts';
import type { Report } from '../report.ts';
import { visibleText } from '../visible-text.ts';
import { type PrettyStyle, severityText } from './finding-text.ts';

/** What rules could not decide, a block for each rule and reason. */
export function undecidedText({ undecided }: Report, { colors, pathPrefix }: PrettyStyle, maximum: number): string[] {
  const groups = new Map<string, (typeof undecided)[number][]>();
  for (const one of undecided) {
    const key = `${one.rule} ${one.why}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    const remaining = group.length - maximum;
    return [
      `${severityText('undecided', first?.rule ?? '', colors)} ${visibleText(first?.why ?? '')}`,
      ...group.slice(0, maximum).map(({ at, about }) => {
        return `  ${visibleText(pathPrefix + citation(at.range))}  ${colors.dim(visibleText(about.title))}`;
      }),
      ...(remaining > 0 ? [`  and ${plural(remaining, 'other')} (--verbose lists them)`] : []),
    ].join('\n');
  });
}
