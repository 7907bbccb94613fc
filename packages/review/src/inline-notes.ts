import type { Finding } from '@backlint/lint/finding';
import { fullStop } from '@backlint/report/full-stop';
import { stableHash } from '@backlint/report/stable-hash';
import { originChain } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import { type DiffLines, linesOf } from './diff/diff-lines.ts';
import { prose } from './markdown/prose.ts';
import { suggestionFor } from './suggestion.ts';

/** A note at lines of the new side that the change shows. */
export interface InlineNote {
  /** Who the note is, however often it is posted: made from the finding's fingerprint. */
  readonly key: string;
  readonly path: string;
  /** One-based; `line` is the last, where forges anchor the note. */
  readonly startLine: number;
  readonly line: number;
  /** Markdown. */
  readonly body: string;
  /** What these lines should be: shown below the body, for one click where the forge has that. */
  readonly suggestion?: string;
}

/** More notes than these nobody reads; the review's body has them all. */
const mostNotes = 25;

/** The notes of a review: findings of the change itself that are more than notes, at lines that the change shows. */
export function inlineNotes(findings: readonly Finding[], lines: DiffLines): readonly InlineNote[] {
  return findings
    .filter(({ severity }) => severity !== 'note')
    .flatMap((finding) => {
      const range = anchorOf(finding, lines);
      return range ? [noteAt(range, finding, lines)] : [];
    })
    .sort((left, right) => Number(left.isWarning) - Number(right.isWarning))
    .slice(0, mostNotes)
    .map(({ note }) => note);
}

/** The first place of a finding that the change shows: its own, what led there, then its evidence on changed lines. */
function anchorOf({ at, evidence = [] }: Finding, lines: DiffLines): Range | undefined {
  const own = originChain(at).find((range) => lines.hunkAround(range) !== undefined);
  const ways = evidence.flatMap((one) => (one.isBefore ? [] : originChain(one.at)));
  const shown = ways.filter(lines.isChanged);
  return own ?? shown.find((range) => lines.hunkAround(range) !== undefined);
}

function noteAt(range: Range, finding: Finding, lines: DiffLines) {
  const { severity, rule, message, remedy, fix, fingerprint, isSecret } = finding;
  const suggestion = fix && !isSecret ? suggestionFor(fix, lines) : undefined;
  const { first, last } = suggestion ?? linesOf(range);
  const todo = remedy ?? fix?.title;
  const body = [
    `**${severity}** \`${rule}\`: ${prose(message)}`,
    ...(todo === undefined ? [] : [fullStop(prose(todo))]),
  ].join('\n\n');
  const note: InlineNote = {
    key: stableHash(fingerprint),
    path: suggestion?.path ?? range.file.path,
    startLine: first,
    line: last,
    body,
    ...(suggestion ? { suggestion: suggestion.code } : {}),
  };
  return { note, isWarning: severity === 'warning' };
}
