import type { Finding } from '@backlint/lint/finding';
import { fullStop } from '@backlint/report/full-stop';
import { codeSpan } from '@backlint/report/markdown/code-span';
import { plural } from '@backlint/report/plural';
import { citation } from '@backlint/source/position';
import { fitting, type Section } from './markdown/fitting.ts';
import { prose } from './markdown/prose.ts';
import { type PlaceBefore, placeBeforeOf } from './place-before.ts';
import type { Blocker, Review } from './review.ts';

/** Forges refuse longer bodies: GitHub at 65,536 characters. */
const mostBytes = 60_000;

/** The review as people read it: the sections of a domain review, in their order, with the verdict last. */
export function renderReview(review: Review): string {
  const sections: readonly Section[] = [
    { heading: 'DOMAIN REVIEW', intro: technologiesText(review), items: domainItems(review) },
    { heading: 'BLOCKERS', items: numbered(review.blockers.map(blockerText)), none: 'None.' },
    { heading: 'NITS', items: numbered(nitTexts(review)), none: 'None.' },
    {
      heading: 'SOP COMPLIANCE',
      items: [...review.conventions.map(conventionText), ...review.waived.map(waivedText)],
      none: 'No conventions are configured.',
    },
    { heading: 'PROCESS OBSERVATIONS', items: observations(review), none: 'None.' },
  ];
  return fitting(`## ${prose(review.title)} Review`, sections, `### VERDICT: ${review.verdict}`, mostBytes);
}

function technologiesText({ technologies, verified, blockers, nits, undecided }: Review): string {
  const stack = technologies.length === 0 ? '' : `Tech stack: ${technologies.join(' / ')}\n\n`;
  const isSilent = verified.length + blockers.length + nits.length + undecided.length === 0;
  return `${stack}${isSilent ? 'Nothing in this change is about backups.' : 'Checked against the files as they would be after the merge:'}`;
}

function domainItems({ verified, undecided }: Review): readonly string[] {
  const rules = [...new Set(verified.map(({ rule }) => rule))];
  return [
    ...rules.map((rule) => {
      const own = verified.filter((one) => one.rule === rule);
      const lines = own.slice(0, 5).map(({ message, at, evidence }) => {
        const places = [at, ...evidence.filter(({ isBefore }) => !isBefore).map((one) => one.at)];
        const distinct = [...new Set(places.map(({ range }) => citation(range)))].slice(0, 4);
        return `${prose(message)} (${placesText(distinct, placeBeforeOf({ evidence }))}).`;
      });
      const more = own.length > 5 ? ` And ${plural(own.length - 5, 'other')} like it.` : '';
      return `- **${headingOf(rule)}** -- ${lines.join(' ')}${more} Correct.`;
    }),
    ...undecided.map(
      ({ rule, why, at }) =>
        `- **${headingOf(rule)}** -- Could not be decided: ${prose(why)} (${codeSpan(citation(at.range))}).`,
    ),
  ];
}

/** Rules are named after problems; what holds is that there is none. */
function headingOf(rule: string): string {
  return `No ${rule.replaceAll('-', ' ')}`;
}

function blockerText({ message, rule, place, placeBefore, remedy }: Blocker): string {
  const where = place === undefined ? '' : ` (${placesText([place], placeBefore)})`;
  const name = rule === undefined ? '' : `\`${rule}\` -- `;
  return `${name}${prose(message)}${where}.${remedy === undefined ? '' : ` ${fullStop(prose(remedy))}`}`;
}

function nitTexts({ nits, elsewhere }: Review): readonly string[] {
  const most = 10;
  const remaining = elsewhere.length - most;
  return [
    ...nits.map((finding) => `${findingText(finding)} ${priorityOf(finding)}.`),
    ...elsewhere.slice(0, most).map((finding) => `${findingText(finding)} Not in scope for this PR.`),
    ...(remaining > 0
      ? [`${plural(remaining, 'other finding')} that this PR does not touch: \`backlint check\` lists them.`]
      : []),
  ];
}

function findingText(finding: Finding): string {
  const { rule, message, at, remedy, fix } = finding;
  const todo = remedy ?? fix?.title;
  const where = placesText([citation(at.range)], placeBeforeOf(finding));
  return `\`${rule}\` -- ${prose(message)} (${where}).${todo === undefined ? '' : ` ${fullStop(prose(todo))}`}`;
}

function placesText(places: readonly string[], before: PlaceBefore | undefined): string {
  const now = places.map((place) => codeSpan(place)).join(', ');
  return before === undefined ? now : `${now}; ${prose(before.message)}, before this PR: ${codeSpan(before.place)}`;
}

function priorityOf({ severity }: Finding): string {
  return severity === 'warning' ? 'Medium priority' : 'Low priority';
}

function conventionText({ outcome, text }: Review['conventions'][number]): string {
  return `- [${outcome === 'kept' ? 'x' : ' '}] ${prose(text)}${outcome === 'undecided' ? ' (not known)' : ''}`;
}

/** A waived finding is shown with who answers for it, so that whoever merges can disagree. */
function waivedText({ finding, reason, until, approver, at }: Review['waived'][number]): string {
  const who = approver === undefined ? '' : ` by ${codeSpan(approver)}`;
  const last = until === undefined ? '' : ` until ${until}`;
  const where = codeSpan(citation(at.range));
  return `- Waived${who}${last} (${where}): \`${finding.rule}\` -- ${prose(finding.message)}. Reason: ${prose(reason)}`;
}

function observations({ fixed, elsewhere, caveats, postureChanges }: Review): readonly string[] {
  const errors = elsewhere.filter(({ severity }) => severity === 'error');
  return [
    ...fixed.map(({ rule, message }) => `- This PR puts right: \`${rule}\` -- ${prose(message)}.`),
    ...postureChanges.map((sentence) => `- ${prose(sentence)}.`),
    ...(errors.length > 0
      ? [`- ${plural(errors.length, 'error')} outside this PR should be tracked as follow-up issues.`]
      : []),
    ...caveats.map((sentence) => `- ${prose(sentence)}`),
  ];
}

function numbered(texts: readonly string[]): readonly string[] {
  return texts.map((text, index) => `${index + 1}. ${text}`);
}
