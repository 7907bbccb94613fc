import { disasterNames, disasters, disasterTexts } from '@backlint/model/posture/disaster';
import { conventions } from '../conventions.ts';
import { plural } from '../plural.ts';
import { lossText } from '../posture/loss-text.ts';
import { postureSummary, survivalSummary } from '../posture/posture-summary.ts';
import { countWord, verifiedWord } from '../posture/verified-text.ts';
import { xmlText } from '../xml-text.ts';
import type { Entry, Row } from './rows.ts';

/** What survives what: databases by disasters. */
export function postureMatrix(rows: readonly Row[]): string {
  const headings = disasters.map(
    (disaster) => `<th scope="col" title="${disasterTexts[disaster]}">${disasterNames[disaster]}</th>`,
  );
  const lines = rows.map(({ title, posture }, index) => {
    if (!posture) return '';
    const summary = postureSummary(posture);
    const cells = posture.survivals.map((survival) => {
      return `<td class="${survival.outcome}">${lossText(survivalSummary(survival))}</td>`;
    });
    const about = [verifiedWord(summary), countWord(summary)].map((word) => `<td class="plain">${word}</td>`);
    return `<tr data-row="${index}">${rowHeading(title)}${cells.join('')}${about.join('')}</tr>`;
  });
  const head = [...headings, '<th scope="col">verified</th>', '<th scope="col">3-2-1-1</th>'];
  return matrix('posture', 'What survives what', head, lines);
}

/** What is kept: databases by conventions. */
export function conventionMatrix(rows: readonly Row[]): string {
  const headings = conventions.map(({ name }) => `<th scope="col">${name}</th>`);
  const lines = rows.map(({ title, cells }, index) => {
    const words = cells.map((entries) => {
      const { text, kind } = verdictOn(entries);
      return `<td class="${kind}">${text}</td>`;
    });
    return `<tr data-row="${index}">${rowHeading(title)}${words.join('')}</tr>`;
  });
  return matrix('cells', 'Which conventions are kept', headings, lines);
}

function matrix(data: string, label: string, headings: readonly string[], lines: readonly string[]): string {
  const head = `<tr><th scope="col">Database</th>${headings.join('')}</tr>`;
  return `<div class="scroll"><table role="grid" aria-label="${label}" data-of="${data}"><thead>${head}</thead><tbody>\n${lines.filter((line) => line !== '').join('\n')}\n</tbody></table></div>`;
}

function rowHeading(title: string): string {
  return `<th scope="row">${xmlText(title)}</th>`;
}

/** The gravest outcome of a cell, counted. */
function verdictOn(entries: readonly Entry[]): { readonly text: string; readonly kind: string } {
  const counted = (outcome: Entry['outcome']) => entries.filter((entry) => entry.outcome === outcome).length;
  for (const severity of ['error', 'warning'] as const) {
    if (counted(severity) > 0) return { text: plural(counted(severity), severity), kind: severity };
  }
  if (counted('undecided') > 0) return { text: '?', kind: 'undecided' };
  if (counted('note') > 0) return { text: plural(counted('note'), 'note'), kind: 'note' };
  if (counted('waived') > 0) return { text: 'waived', kind: 'waived' };
  return counted('upheld') > 0 ? { text: 'kept', kind: 'upheld' } : { text: '–', kind: 'silent' };
}
