import { codeSpan } from '@backlint/report/markdown/code-span';
import { plural } from '@backlint/report/plural';
import { prose } from '@backlint/review/markdown/prose';
import { rulePage } from 'backlint/rule-page';
import type { Reviewed } from '../engine/answer.ts';
import { type Settlement, withSettlement } from './answer-marker.ts';
import type { Command } from './command.ts';
import { helpText } from './help-text.ts';
import type { Request } from './requests.ts';
import type { Seal } from './seal.ts';

/** What answering may look at: what the engine said, or why it said nothing. */
export type Told =
  | { readonly kind: 'reviewed'; readonly reviewed: Reviewed }
  | { readonly kind: 'failed'; readonly why: string };

/** The answer to a request as Markdown, with what it settles; `refusal` says why it is not granted. */
export function answerTo(
  { comment, command }: Request,
  told: Told,
  {
    refusal,
    granted,
    today,
    seal,
  }: {
    readonly refusal: string | undefined;
    readonly granted: string | undefined;
    readonly today: string;
    readonly seal: Seal;
  },
): string {
  const heading = `**${nameOf(command)}**, asked by ${codeSpan(comment.author.login)}`;
  const settle = (outcome: Settlement['outcome'], text: string, waiver?: Settlement['waiver']) =>
    withSettlement({ comment: comment.id, outcome, ...(waiver ? { waiver } : {}) }, `${heading}\n\n${text}\n`, seal);
  if (refusal !== undefined) return settle('refused', refusal);
  switch (command.kind) {
    case 'help':
      return settle('done', helpText);
    case 'misspelt':
      return settle('refused', `That I do not understand: ${command.why}.\n\n${helpText}`);
    case 'explain':
      return settle('done', pageOf(command.rule));
    case 'recheck':
      return settle('done', 'Looked at again.');
    case 'unwaive':
      return settle('done', `What was waived of \`${command.rule}\` counts again.`);
    case 'fix':
    case 'scaffold':
      return told.kind === 'failed'
        ? settle('refused', `That could not be made: ${told.why}.`)
        : settle('done', granted ?? '');
    case 'waive': {
      if (told.kind === 'failed')
        return settle('refused', `Nothing could be judged, so nothing is waived: ${told.why}.`);
      const problem = whyNotWaived(command, told.reviewed, today);
      if (problem !== undefined) return settle('refused', problem);
      const meant = meantBy(command, told.reviewed);
      const list = meant.slice(0, 20).map(({ message }) => `- ${prose(message)}`);
      const text = `${plural(meant.length, 'finding')} of \`${command.rule}\` ${meant.length === 1 ? 'is' : 'are'} waived until ${command.until}. What turns up later is not.`;
      const waiver = { until: command.until, keys: meant.map(({ key }) => key) };
      return settle('granted', [text, '', ...list].join('\n'), waiver);
    }
  }
}

/** No waiver is for longer: what is right for ever belongs into the configuration, with its review. */
const mostDays = 90;
/** More than these no marker holds, and nobody has read them all. */
const mostFindings = 50;

type Waive = Extract<Command, { readonly kind: 'waive' }>;

function meantBy({ rule }: Waive, { findings }: Reviewed) {
  return findings.filter((finding) => finding.rule === rule && finding.isOwn);
}

function whyNotWaived(command: Waive, reviewed: Reviewed, today: string): string | undefined {
  const days = (Date.parse(command.until) - Date.parse(today)) / 86_400_000;
  if (days < 0) return `${command.until} is over already.`;
  if (days > mostDays) {
    return `A waiver on a pull request ends within ${mostDays} days. What is right for longer belongs under \`waivers\` of the configuration.`;
  }
  const meant = meantBy(command, reviewed);
  if (meant.length === 0) return `This change has no finding of \`${command.rule}\`.`;
  if (meant.length > mostFindings)
    return `There are ${meant.length} of them, and ${mostFindings} at most are waived at once.`;
  return undefined;
}

function pageOf(rule: string): string {
  const page = rulePage(rule);
  return page === undefined ? `There is no rule \`${rule}\`.` : page.replace(/^# .*\n+/, '').slice(0, 30_000);
}

function nameOf(command: Command): string {
  if (command.kind === 'misspelt') return 'A command';
  return 'rule' in command
    ? `${command.kind} ${command.rule}`
    : command.kind === 'scaffold'
      ? `scaffold ${command.what}`
      : command.kind;
}
