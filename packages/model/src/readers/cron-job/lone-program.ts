import { shellWords } from './shell-words.ts';

const shell = /(?:^|\/)(?:ba|a|da|z|k)?sh$/;
const preparation: ReadonlySet<string> = new Set(['set', 'export', 'cd', 'echo', 'umask', 'ulimit']);

/** Whether a word is a shell, by its name or path. */
export function isShell(text: string): boolean {
  return shell.test(text);
}

/** Which of the strings of a command says what runs: the first, or what a shell is given behind its options. */
export function programIndex(texts: readonly string[]): number {
  if (!isShell(texts[0] ?? '')) return 0;
  // `pipefail` is the word of an option.
  return texts.findIndex((text, index) => index > 0 && !text.startsWith('-') && !/^[a-z]+$/.test(text));
}

/** The one file that a text runs and does nothing besides: `exec bash -eu /scripts/backup.sh orders`. */
export function loneProgram(text: string): string | undefined {
  const lines = text.split(/\n|;|&&/).map((line) => shellWords(line).map((word) => word.text));
  const [only, ...others] = lines.filter(([first]) => first !== undefined && !preparation.has(first));
  if (!only || others.length > 0) return undefined;
  const words = only[0] === 'exec' ? only.slice(1) : only;
  if (words.some((word) => /^[|&<>()]+$/.test(word))) return undefined;
  const program = words[programIndex(words)];
  return program !== undefined && /^[\w.-]*\/[\w./-]+$/.test(program) ? program : undefined;
}
