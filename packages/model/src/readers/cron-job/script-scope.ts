import type { JobProgram, ProgramWord } from './job-program.ts';
import type { Pipeline } from './shell-commands.ts';

/** What a script's variables may hold: several values for that of a loop, none for one that is not known. */
export type ScriptScope = ReadonlyMap<string, readonly string[]>;

const most = 64;

/** The variables of a job: its environment, what its script assigns, and what its loops go through. */
export function readScriptScope(
  { variables }: Pick<JobProgram, 'variables'>,
  pipelines: readonly Pipeline[],
): ScriptScope {
  const scope = new Map<string, readonly string[]>([...variables].map(([name, { text }]) => [name, [text]]));
  const commands = pipelines.flatMap((pipeline) =>
    pipeline.commands.map((words, index) => ({
      words: words.map(({ text }) => text),
      before: pipeline.commands[index - 1]?.map(({ text }) => text),
    })),
  );
  for (const [index, { words, before }] of commands.entries()) {
    const [first, name, keyword, ...values] = words;
    if (first === 'for' && name !== undefined && keyword === 'in') scope.set(name, wordsOf(values, scope));
    if (first === 'read') {
      const lines = before ? printedBy(before) : handedToLoop(commands.slice(index + 1, index + 1 + longestLoop));
      const variable = words.slice(1).find((word) => !word.startsWith('-'));
      if (variable !== undefined) scope.set(variable, wordsOf(lines, scope));
    }
    const assignment = /^(?<to>[A-Za-z_]\w*)=(?<from>[\s\S]*)$/.exec(first ?? '')?.groups;
    if (assignment?.to !== undefined && words.length === 1)
      scope.set(assignment.to, assigned(assignment.from ?? '', scope));
  }
  return scope;
}

function wordsOf(texts: readonly string[], scope: ScriptScope): readonly string[] {
  return texts.flatMap((text) => expand(text, scope).flatMap((one) => one.split(/\s+/).filter((word) => word !== '')));
}

/** The values of a variable: several where bash is given a list in parentheses. */
function assigned(text: string, scope: ScriptScope): readonly string[] {
  const list = /^\(([\s\S]*)\)$/.exec(text)?.[1];
  return list === undefined ? expand(text, scope) : wordsOf(list.replace(/(^|\s)#.*/g, '').split(/\s+/), scope);
}

/** What a command prints, word by word, where that is plain to see. */
function printedBy([printer, ...words]: readonly string[]): readonly string[] {
  return printer === 'echo' || printer === 'printf' ? words.filter((word) => !/^-[ne]+$|^%s/.test(word)) : [];
}

/** The text behind the end of a loop that begins by reading: `done <<< "$LIST"`. */
function handedToLoop(after: readonly { readonly words: readonly string[] }[]): readonly string[] {
  const [first, ...words] = after.find(({ words: [word] }) => word === 'done' || word === 'read')?.words ?? [];
  return first === 'done' && words.slice(0, 3).join('') === '<<<' ? words.slice(3, 4) : [];
}

const longestLoop = 50;

/** The texts that a word may become, the first of them where they are many; a variable that is not known makes them none. */
export function expand(text: string, scope: ScriptScope): readonly string[] {
  let drafts: readonly Draft[] = [{ text: '', chosen: new Map() }];
  let end = 0;
  for (const found of text.matchAll(variable)) {
    const { braced, bare, fallback } = found.groups ?? {};
    const name = braced ?? bare ?? '';
    const values = scope.get(name) ?? [];
    const filled = fallback === undefined ? values : values.filter((value) => value !== '');
    const options = filled.length === 0 && fallback !== undefined ? [fallback] : filled;
    const before = text.slice(end, found.index);
    if (/[$`]/.test(before)) return [];
    drafts = drafts.flatMap((draft) => filledIn(draft, name, before, options)).slice(0, most);
    // Words that fill in each other again and again are no paths.
    if (drafts.length === 0 || (drafts[0]?.text.length ?? 0) > longest) return [];
    end = found.index + found[0].length;
  }
  const rest = text.slice(end);
  return /[$`]/.test(rest) ? [] : drafts.map((one) => `${one.text}${rest}`);
}

/** A word as far as it is filled in, with the value that each variable has in it from its first use on. */
interface Draft {
  readonly text: string;
  readonly chosen: ReadonlyMap<string, string>;
}

function filledIn({ text, chosen }: Draft, name: string, before: string, options: readonly string[]): readonly Draft[] {
  const value = chosen.get(name);
  if (value !== undefined) return [{ text: `${text}${before}${value}`, chosen }];
  return options.map((option) => ({ text: `${text}${before}${option}`, chosen: new Map(chosen).set(name, option) }));
}

const variable = /\$(?:\{(?<braced>\w+)(?:\[[@*]\])?(?::?[-=](?<fallback>[^}]*))?\}|(?<bare>[A-Za-z_]\w*))/g;
const longest = 4096;

/** The single text that a word becomes, with its place; undefined where that is not known. */
export function expandWord({ text, at }: ProgramWord, scope: ScriptScope): ProgramWord | undefined {
  const [only, ...others] = expand(text, scope);
  return only === undefined || others.length > 0 ? undefined : { text: only, at };
}
