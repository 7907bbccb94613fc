import type { Origin } from '@backlint/source/origin';
import type { PlaceInText } from './places-in-text.ts';
import { shellTokens } from './shell-words.ts';

/** A word of a script with its place. */
export interface PlacedWord {
  readonly text: string;
  readonly at: Origin;
}

/** Commands joined by pipes, and what the script makes of the status of the last of them. */
export interface Pipeline {
  readonly commands: readonly (readonly PlacedWord[])[];
  /** Whether its status decides what runs next: a condition, or `&&` or `||` behind it. */
  readonly isTested: boolean;
  /** Whether another pipeline follows that runs whatever became of this one. */
  readonly isFollowed: boolean;
}

const openers: ReadonlySet<string> = new Set(['then', 'do', 'else', '{', 'time', 'exec']);
const conditions: ReadonlySet<string> = new Set(['if', 'elif', 'while', 'until', '!']);

/**
 * The pipelines of a script in the order they are written, those of command substitutions behind the pipeline they are
 * in. It follows no function and no heredoc: the lines of one read as commands, of programs nobody knows.
 */
export function shellPipelines(script: string, place: PlaceInText): readonly Pipeline[] {
  const drafts: Draft[] = [{ commands: [[]], end: '' }];
  for (const { text, start, end } of shellTokens(script)) {
    const draft = drafts.at(-1);
    const command = draft?.commands.at(-1);
    if (!draft || !command) break;
    const isBare = end - start === text.length;
    if (isBare && text === '|') draft.commands.push([]);
    else if (isBare && /^(?:\n|;;?|&&|\|\||&|[()])$/.test(text)) {
      // After a pipe the line goes on.
      if (text === '\n' && command.length === 0 && draft.commands.length > 1) continue;
      draft.end = text;
      drafts.push({ commands: [[]], end: '' });
    } else command.push({ text, at: place(start, end) });
  }
  const whole = drafts.filter(({ commands }) => commands.some((words) => words.length > 0));
  return whole.flatMap((draft, index) => {
    if (isBareKeyword(draft)) return [];
    const pipeline: Pipeline = {
      commands: draft.commands.map(withoutKeywords),
      isTested: conditions.has(firstWord(draft)) || draft.end === '&&' || draft.end === '||',
      isFollowed: isFollowed(draft, whole.slice(index + 1, index + 1 + farthestFollower)),
    };
    return [pipeline, ...draft.commands.flat().flatMap(substitutedIn)];
  });
}

/** A pipeline as it is found, and the operator behind it. */
interface Draft {
  readonly commands: PlacedWord[][];
  end: string;
}

const keywords: ReadonlySet<string> = new Set(['then', 'do', 'else', '{', '}', 'fi', 'done', 'esac', 'in']);
const blockBegins: ReadonlySet<string> = new Set(['if', 'while', 'until', 'for', 'case', '{']);
const blockEnds: ReadonlySet<string> = new Set(['fi', 'done', 'esac', '}']);
/** Beyond this many pipelines of other branches nothing is taken for a follower, so that long scripts stay cheap. */
const farthestFollower = 200;

function firstWord({ commands }: Draft): string {
  return commands[0]?.[0]?.text ?? '';
}

function isBareKeyword({ commands }: Draft): boolean {
  return commands.length === 1 && commands[0]?.length === 1 && keywords.has(commands[0][0]?.text ?? '');
}

/** Whether one of the later pipelines runs after this one: not in another branch, and no `exit` with its status. */
function isFollowed(draft: Draft, later: readonly Draft[]): boolean {
  let depth = 0;
  let innermost = 0;
  let isElsewhere = draft.end === ';;';
  for (const next of later) {
    const first = firstWord(next);
    if (blockEnds.has(first)) {
      depth--;
      if (depth < innermost) {
        innermost = depth;
        isElsewhere = false;
      }
      continue;
    }
    if (depth === innermost && (first === 'else' || first === 'elif')) isElsewhere = true;
    if (blockBegins.has(first)) depth++;
    const exits = first === 'exit' && /^(?:\$\?|)$/.test(next.commands[0]?.[1]?.text ?? '');
    if (!isElsewhere && !isBareKeyword(next) && !exits) return true;
    if (depth === innermost && next.end === ';;') isElsewhere = true;
  }
  return false;
}

function withoutKeywords(words: readonly PlacedWord[]): readonly PlacedWord[] {
  const from = words.findIndex(
    ({ text }) => !openers.has(text) && !conditions.has(text) && !/^[A-Za-z_]\w*=\S*$/.test(text),
  );
  // What is nothing but assignments stays as it is.
  return from === -1 ? words : words.slice(from);
}

/** The pipelines of a quoted `$(…)`: its words have the place of the quoted word. */
function substitutedIn({ text, at }: PlacedWord): readonly Pipeline[] {
  const inside = /\$\((?!\()(?<inside>[\s\S]*)\)/.exec(text)?.groups?.inside;
  return inside === undefined ? [] : shellPipelines(inside, () => at);
}
