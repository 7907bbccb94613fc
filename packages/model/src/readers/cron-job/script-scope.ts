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
  for (const words of pipelines.flatMap(({ commands }) => commands)) {
    const [first, name, keyword, ...values] = words.map(({ text }) => text);
    if (first === 'for' && name !== undefined && keyword === 'in') {
      scope.set(
        name,
        values.flatMap((value) => expand(value, scope).flatMap((one) => one.split(/\s+/))),
      );
    }
    const assignment = /^(?<to>[A-Za-z_]\w*)=(?<from>[\s\S]*)$/.exec(first ?? '')?.groups;
    if (assignment?.to !== undefined && words.length === 1)
      scope.set(assignment.to, expand(assignment.from ?? '', scope));
  }
  return scope;
}

/** The texts that a word may become, the first of them where they are many; a variable that is not known makes them none. */
export function expand(text: string, scope: ScriptScope): readonly string[] {
  let texts: readonly string[] = [''];
  let end = 0;
  for (const found of text.matchAll(variable)) {
    const { braced, bare, fallback } = found.groups ?? {};
    const values = scope.get(braced ?? bare ?? '') ?? [];
    const filled = fallback === undefined ? values : values.filter((value) => value !== '');
    const options = filled.length === 0 && fallback !== undefined ? [fallback] : filled;
    const before = text.slice(end, found.index);
    if (/[$`]/.test(before)) return [];
    texts = texts.flatMap((one) => options.map((value) => `${one}${before}${value}`)).slice(0, most);
    // Words that fill in each other again and again are no paths.
    if (texts.length === 0 || (texts[0]?.length ?? 0) > longest) return [];
    end = found.index + found[0].length;
  }
  const rest = text.slice(end);
  return /[$`]/.test(rest) ? [] : texts.map((one) => `${one}${rest}`);
}

const variable = /\$(?:\{(?<braced>\w+)(?::?[-=](?<fallback>[^}]*))?\}|(?<bare>[A-Za-z_]\w*))/g;
const longest = 4096;

/** The single text that a word becomes, with its place; undefined where that is not known. */
export function expandWord({ text, at }: ProgramWord, scope: ScriptScope): ProgramWord | undefined {
  const [only, ...others] = expand(text, scope);
  return only === undefined || others.length > 0 ? undefined : { text: only, at };
}
