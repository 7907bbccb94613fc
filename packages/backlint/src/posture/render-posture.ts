import { disasters, disasterTexts } from '@backlint/model/posture/disaster';
import { codeSpan } from '@backlint/report/markdown/code-span';
import { colorsFor } from '@backlint/report/pretty/colors';
import { visibleText } from '@backlint/report/visible-text';
import type { PostureSummary, SurvivalSummary } from './posture-summary.ts';

/** How much is lost at most: `nothing`, `5 min`, `24 h`, `7 d`. */
export function lossText({ outcome, lossSeconds }: SurvivalSummary): string {
  if (outcome === 'lost') return 'lost';
  if (outcome === 'unknown') return '?';
  if (lossSeconds === null) return 'survives';
  if (lossSeconds === 0) return 'nothing';
  if (lossSeconds < 3600) return `${Math.ceil(lossSeconds / 60)} min`;
  return lossSeconds <= 48 * 3600 ? `${Math.ceil(lossSeconds / 3600)} h` : `${Math.ceil(lossSeconds / 86_400)} d`;
}

/** For each database what every disaster would take, and why, for a terminal. */
export function prettyPosture(postures: readonly PostureSummary[], color: boolean): string {
  if (postures.length === 0) return 'No database holds data of its own here.\n';
  const colors = colorsFor(color);
  const paint = { survives: colors.green, lost: colors.red, unknown: colors.magenta };
  const width = Math.max(...disasters.map((disaster) => disasterTexts[disaster].length));
  return postures
    .map(({ title, survivals, verifiedBy }) => {
      const lines = survivals.map((survival) => {
        const what = disasterTexts[survival.disaster].padEnd(width);
        const loss = paint[survival.outcome](lossText(survival).padEnd(8));
        return `  ${what}  ${loss}  ${colors.dim(visibleText(survival.why))}`;
      });
      return `${colors.bold(visibleText(title))}\n${lines.join('\n')}\n  ${visibleText(verifiedText({ verifiedBy }))}\n`;
    })
    .join('\n');
}

/** The same as a matrix in Markdown: what is lost at most, by database and disaster. */
export function markdownPosture(postures: readonly PostureSummary[]): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
  const headings = ['Database', ...disasters.map((disaster) => disasterTexts[disaster]), 'verified by'];
  return [
    row(headings),
    row(headings.map(() => '---')),
    ...postures.map(({ title, survivals, verifiedBy }) =>
      row([
        codeSpan(title),
        ...survivals.map(lossText),
        verifiedBy.map((one) => codeSpan(one.title)).join(', ') || 'nothing',
      ]),
    ),
  ].join('');
}

function verifiedText({ verifiedBy }: Pick<PostureSummary, 'verifiedBy'>): string {
  const drills = verifiedBy.filter(({ kind }) => kind === 'restore-drill');
  if (drills.length > 0) return `A restore is tried by ${drills.map(({ title }) => title).join(', ')}.`;
  if (verifiedBy.length > 0) {
    return `Backups are looked for by ${verifiedBy.map(({ title }) => title).join(', ')}; nothing tries a restore.`;
  }
  return 'Nothing verifies any of this.';
}
