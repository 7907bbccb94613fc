import { disasterNames, disasters, disasterTexts } from '@backlint/model/posture/disaster';
import { codeSpan } from '../markdown/code-span.ts';
import { colorsFor } from '../pretty/colors.ts';
import { visibleText } from '../visible-text.ts';
import { lossText } from './loss-text.ts';
import type { PostureSummary } from './posture-summary.ts';
import { countText, verifiedText, verifiedWord } from './verified-text.ts';

/** For each database what every disaster would take, and why, for a terminal. */
export function prettyPosture(postures: readonly PostureSummary[], color: boolean): string {
  if (postures.length === 0) return 'No database holds data of its own here.\n';
  const colors = colorsFor(color);
  const paint = { survives: colors.green, lost: colors.red, unknown: colors.magenta };
  const width = Math.max(...disasters.map((disaster) => disasterTexts[disaster].length));
  return postures
    .map((posture) => {
      const lines = posture.survivals.map((survival, index) => {
        const what = disasterTexts[survival.disaster].padEnd(width);
        const loss = paint[survival.outcome](lossText(survival).padEnd(8));
        const isSame = posture.survivals[index - 1]?.why === survival.why;
        return `  ${what}  ${loss}  ${colors.dim(isSame ? '″' : visibleText(survival.why))}`;
      });
      const about = [verifiedText(posture), `3-2-1-1-0: ${countText(posture)}.`];
      return [
        colors.bold(visibleText(posture.title)),
        ...lines,
        ...about.map((text) => `  ${visibleText(text)}`),
        '',
      ].join('\n');
    })
    .join('\n');
}

/** The same as a matrix in Markdown, what is lost at most by database and disaster, with the reasons below. */
export function markdownPosture(postures: readonly PostureSummary[]): string {
  if (postures.length === 0) return 'No database holds data of its own here.\n';
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const headings = ['Database', ...disasters.map((disaster) => disasterNames[disaster]), 'verified'];
  const rows = postures.map((posture) =>
    row([
      codeSpan(posture.title),
      ...posture.survivals.map((survival) => (survival.outcome === 'lost' ? '**lost**' : lossText(survival))),
      verifiedWord(posture),
    ]),
  );
  return [row(headings), row(headings.map(() => '---')), ...rows, ...postures.map(reasons)].join('');
}

function reasons(posture: PostureSummary): string {
  const whys = [...new Set(posture.survivals.map(({ why }) => why))];
  const lines = whys.map((why) => {
    const same = posture.survivals.filter((survival) => survival.why === why);
    const [loss] = same.map(lossText);
    return `- ${same.map(({ disaster }) => disasterNames[disaster]).join(', ')}: ${loss}. ${codeSpan(why)}\n`;
  });
  return `\n<details><summary>${escapedTitle(posture.title)}</summary>\n\n${lines.join('')}- ${codeSpan(verifiedText(posture))}\n- 3-2-1-1-0: ${countText(posture)}\n\n</details>\n`;
}

/** A title is no Markdown and no HTML. */
function escapedTitle(title: string): string {
  return visibleText(title).replace(/[&<>"'`*_[\]\\|]/g, (character) => `&#${character.charCodeAt(0)};`);
}
