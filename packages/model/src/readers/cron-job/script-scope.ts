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

/** The texts that a word may become; a variable that is not known makes them none. */
export function expand(text: string, scope: ScriptScope): readonly string[] {
  const found = /\$(?:\{(?<braced>\w+)(?::?[-=](?<fallback>[^}]*))?\}|(?<bare>[A-Za-z_]\w*))/.exec(text);
  if (!found) return /[$`]/.test(text) ? [] : [text];
  const { braced, bare, fallback } = found.groups ?? {};
  const values = scope.get(braced ?? bare ?? '') ?? [];
  const filled = fallback === undefined ? values : values.filter((value) => value !== '');
  const options = filled.length === 0 && fallback !== undefined ? [fallback] : filled;
  const before = text.slice(0, found.index);
  const after = text.slice(found.index + found[0].length);
  return options
    .slice(0, most)
    .flatMap((value) => expand(after, scope).map((rest) => `${before}${value}${rest}`))
    .slice(0, most);
}

/** The single text that a word becomes, with its place; undefined where that is not known. */
export function expandWord({ text, at }: ProgramWord, scope: ScriptScope): ProgramWord | undefined {
  const [only, ...others] = expand(text, scope);
  return only === undefined || others.length > 0 ? undefined : { text: only, at };
}
