import { disasterTexts } from '@backlint/model/posture/disaster';
import { visibleText } from '@backlint/report/visible-text';
import type { PostureChange } from './posture-changes.ts';
import type { SurvivalSummary } from './posture-summary.ts';
import { lossText } from './render-posture.ts';

/** What a change gains and loses, in a line for each disaster that it makes a difference to. */
export function postureChangesText(changes: readonly PostureChange[]): string {
  if (changes.length === 0) return 'No database would fare better or worse.\n';
  const titles = [...new Set(changes.map(({ title }) => title))];
  return titles
    .map((title) => {
      const lines = changes.filter((change) => change.title === title).map(changeText);
      return `${visibleText(title)}\n${lines.join('')}`;
    })
    .join('\n');
}

function changeText({ disaster, before, after }: PostureChange): string {
  const [from, to] = [before ? lossText(before) : 'not there', after ? lossText(after) : 'gone'];
  return `  ${disasterTexts[disaster]}: from ${from} to ${to}${after ? ` (${visibleText(after.why)})` : ''}\n`;
}

/** What a change gains and loses, in a sentence for each database: for a review. */
export function postureSentences(changes: readonly PostureChange[]): readonly string[] {
  const titles = [...new Set(changes.map(({ title }) => title))];
  return titles.map((title) => {
    const parts = changes
      .filter((change) => change.title === title)
      .map(({ disaster, before, after }) => {
        const instead = before && after ? ` instead of ${amountText(before)}` : '';
        return `when ${disasterTexts[disaster]}, ${after ? amountText(after) : 'it is no longer there'}${instead}`;
      });
    return `What ${title} would lose: ${parts.join('; ')}`;
  });
}

function amountText(survival: SurvivalSummary): string {
  if (survival.outcome === 'lost') return 'everything';
  return survival.outcome === 'unknown' ? 'nobody knows how much' : lossText(survival);
}
