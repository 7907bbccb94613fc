import type { PlacedWord } from '../cron-job/shell-commands.ts';

/** A command of kubectl, taken apart. */
export interface KubectlCommand {
  /** What it does: `get`, `delete`. */
  readonly verb: string;
  /** What comes behind it and is no flag, up to a `--`. */
  readonly words: readonly PlacedWord[];
  /** The flags by their long names, with the value where they take one. */
  readonly flags: ReadonlyMap<string, string>;
  readonly at: PlacedWord['at'];
}

const short: Readonly<Record<string, string>> = {
  A: 'all-namespaces',
  R: 'recursive',
  c: 'container',
  f: 'filename',
  i: 'stdin',
  k: 'kustomize',
  l: 'selector',
  n: 'namespace',
  o: 'output',
  p: 'patch',
  q: 'quiet',
  s: 'server',
  t: 'tty',
  v: 'v',
  w: 'watch',
};
const switches: ReadonlySet<string> = new Set([
  'all',
  'all-namespaces',
  'dry-run',
  'force',
  'force-conflicts',
  'ignore-not-found',
  'no-headers',
  'now',
  'overwrite',
  'previous',
  'quiet',
  'recursive',
  'server-side',
  'show-labels',
  'stdin',
  'tty',
  'wait',
  'watch',
  'watch-only',
]);
const settings: ReadonlySet<string> = new Set([
  'as',
  'cluster',
  'container',
  'context',
  'field-manager',
  'field-selector',
  'filename',
  'for',
  'from',
  'from-file',
  'from-literal',
  'grace-period',
  'image',
  'kubeconfig',
  'kustomize',
  'namespace',
  'output',
  'patch',
  'replicas',
  'request-timeout',
  'selector',
  'server',
  'since',
  'sort-by',
  'subresource',
  'tail',
  'template',
  'timeout',
  'token',
  'type',
  'user',
  'v',
]);

/** Takes a command of kubectl apart; undefined for other commands, and where a word is not known to be a flag or a name. */
export function readKubectlCommand(command: readonly PlacedWord[]): KubectlCommand | undefined {
  const from = command[0]?.text === 'timeout' ? 2 : 0;
  const [program, ...rest] = command.slice(from);
  if (!program || !/(?:^|\/)kubectl$/.test(program.text)) return undefined;
  const flags = new Map<string, string>();
  const words: PlacedWord[] = [];
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index];
    if (!word || word.text === '--') break;
    if (/^[<>]|^\d?>/.test(word.text)) break;
    // What is redirected: `2>/dev/null` is cut into `2`, `>` and `/dev/null`.
    if (/^\d$/.test(word.text) && rest[index + 1]?.text === '>') break;
    if (!word.text.startsWith('-') || word.text === '-') {
      words.push(word);
      continue;
    }
    const { name, value } = /^-(?:-(?<name>[\w-]+)(?:=(?<value>[\s\S]*))?)$/.exec(word.text)?.groups ?? {};
    const letters = /^-(?<letters>\w+)/.exec(word.text)?.groups?.letters ?? '';
    const long = name ?? short[letters[0] ?? ''] ?? '';
    if (switches.has(long)) {
      flags.set(long, value ?? 'true');
      // `-it` is two of them.
      if (name === undefined) for (const letter of letters) flags.set(short[letter] ?? letter, 'true');
      continue;
    }
    if (!settings.has(long)) return undefined;
    const inside = name === undefined ? (letters.length > 1 ? word.text.slice(2).replace(/^=/, '') : undefined) : value;
    if (inside === undefined) index++;
    flags.set(long, inside ?? rest[index]?.text ?? '');
  }
  const [verb, ...names] = words;
  return verb === undefined ? undefined : { verb: verb.text, words: names, flags, at: program.at };
}
