import type { JobProgram } from './job-program.ts';

const dumps = /(?:^|\/)(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|pg_basebackup)$/;

/** A file that a dump is written to. */
export interface DumpFile {
  /** As much of its path as is written. */
  readonly beginning: string;
  /** Whether its name tells the time, so that each run writes another file. */
  readonly isDated: boolean;
}

/**
 * The beginnings of the paths that a script dumps to, as far as they are written: `/backups/app-` for
 * `/backups/app-$(date +%F).sql`. Only absolute paths can be told from others.
 */
export function filesOf({ scripts, variables, words }: JobProgram): readonly DumpFile[] {
  const assigned = new Map<string, string>([...variables].map(([name, { text }]) => [name, text]));
  const commands = scripts.flatMap(({ pipelines }) => pipelines.flatMap((pipeline) => pipeline.commands));
  for (const [first] of commands) {
    const { name, value } = /^(?<name>[A-Za-z_]\w*)=(?<value>[\s\S]*)$/.exec(first?.text ?? '')?.groups ?? {};
    if (name !== undefined) assigned.set(name, value ?? '');
  }
  if (!words.some(({ text }) => dumps.test(text))) return [];
  const dumping = scripts.flatMap(({ pipelines }) =>
    pipelines.filter(({ commands: piped }) => piped.some((one) => one.some(({ text }) => dumps.test(text)))),
  );
  const targets = dumping.flatMap(({ commands: piped }) =>
    piped.flatMap((one) => targetsIn(one.map(({ text }) => text))),
  );
  return targets
    .map((target) => readFile(target, assigned))
    .filter(({ beginning }) => beginning.startsWith('/') && beginning !== '/dev/null');
}

function targetsIn(words: readonly string[]): readonly string[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1] ?? '';
    if (word === '>') return [next === '>' ? (words[index + 2] ?? '') : next];
    if (/^(?:-f|-D|--file|--result-file|-r|--out|-o|--pgdata)$/.test(word)) return [next];
    const attached = /^(?:--(?:file|result-file|out|archive|pgdata)=|-f(?=\/|\$))(?<path>.+)$/s.exec(word)?.groups
      ?.path;
    if (attached !== undefined) return [attached];
    return words[0]?.endsWith('tee') && index > 0 && !word.startsWith('-') ? [word] : [];
  });
}

function readFile(path: string, assigned: ReadonlyMap<string, string>): DumpFile {
  let text = path;
  for (let step = 0; step < mostVariables; step++) {
    const at = text.search(/[$`]/);
    if (at === -1) return { beginning: text, isDated: false };
    const variable = /^\$(?:\{(?<braced>\w+)(?::?-(?<fallback>[^}]*))?\}|(?<bare>\w+))/.exec(text.slice(at));
    const { braced, bare, fallback } = variable?.groups ?? {};
    const value = assigned.get(braced ?? bare ?? '') ?? fallback;
    if (!variable || value === undefined || text.length > 4096) {
      return { beginning: text.slice(0, at), isDated: clock.test(text.slice(at)) };
    }
    text = text.slice(0, at) + value + text.slice(at + variable[0].length);
  }
  return { beginning: '', isDated: false };
}

/** What runs a command, usually `date` (its parenthesis may be a word of its own), or a variable called after the time. */
const clock = /^(?:\$(?![\w{])|`)|\$\(date|\$\{?\w*(?:DATE|TIME|STAMP|NOW|TODAY)/i;
/** More of them fill in each other for ever. */
const mostVariables = 32;
