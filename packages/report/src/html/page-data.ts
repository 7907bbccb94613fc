import type { Posture } from '@backlint/model/posture/posture';
import { evidenceOf, postureSummary, survivalSummary } from '../posture/posture-summary.ts';
import { countText, verifiedText } from '../posture/verified-text.ts';
import { visibleText } from '../visible-text.ts';
import type { ForgeLink } from './forge-link.ts';
import { distinctPlaces, type Entry, excerptOf, type Place, type Row } from './rows.ts';

const outcomes = ['upheld', 'error', 'warning', 'note', 'undecided', 'waived', 'survives', 'lost', 'unknown', 'about'];

/** Stands for the name of the row: what is said of a thousand databases is then said once. No shown text has it. */
const ownName = '\u0002';

/**
 * What the page shows when a cell is opened, as JSON that no text can break out of. Texts are numbers into `texts`; a cell
 * is a list of `[outcome, rule, text, excerpt, [path, line, path, line, …]]`, outcomes being numbers into `outcomes`.
 */
export function pageData(rows: readonly Row[], link: ForgeLink | undefined): string {
  const texts = new Map<string, number>();
  const numberOf = (text: string, name: string) => {
    const folded = name.length < 2 ? text : text.replaceAll(name, ownName);
    const number = texts.get(folded) ?? texts.size;
    texts.set(folded, number);
    return number;
  };
  const placesData = (places: readonly Place[], name: string) =>
    places.flatMap(({ path, line }) => [numberOf(visibleText(path, 2000), name), line]);
  const entryData = ({ outcome, rule, message, waiver, excerpt, places }: Entry, name: string) => [
    outcomes.indexOf(outcome),
    numberOf(visibleText(rule), ''),
    numberOf(visibleText(waiver ? `${message} (${waiver.reason})` : message, 2000), name),
    numberOf(excerpt, name),
    placesData(places, name),
  ];
  const data = rows.map((row) => {
    const title = visibleText(row.title);
    const name = title.replace(/^.*[/ ]/, '');
    return {
      title,
      name,
      cells: row.cells.map((entries) => entries.map((entry) => entryData(entry, name))),
      posture: [
        ...(row.posture?.survivals ?? []).map((survival) => {
          const [first, ...others] = evidenceOf(survival);
          const related = others.map(({ message, at }) => ({ message, range: at.range }));
          const ranges = [first, ...others].flatMap((one) => (one ? [one.at.range] : []));
          return [
            outcomes.indexOf(survival.outcome),
            numberOf('', ''),
            numberOf(visibleText(survivalSummary(survival).why, 2000), name),
            numberOf(first ? excerptOf(first.at.range, related) : '', name),
            placesData(distinctPlaces(ranges), name),
          ];
        }),
        ...aboutBackups(row.posture).map((text) => [
          outcomes.indexOf('about'),
          numberOf('', ''),
          numberOf(visibleText(text), name),
          numberOf('', ''),
          [],
        ]),
      ],
    };
  });
  return scriptSafe({ link: link ?? null, outcomes, rows: data, texts: [...texts.keys()] });
}

/** What verifies the backups of a database, and how they count: the last two cells of its posture. */
function aboutBackups(posture: Posture | undefined): readonly string[] {
  if (!posture) return [];
  const summary = postureSummary(posture);
  return [verifiedText(summary), `${countText(summary)}.`];
}

/** JSON in which nothing can end the element that it stands in. */
function scriptSafe(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
