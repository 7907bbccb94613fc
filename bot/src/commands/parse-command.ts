import { type ScaffoldKind, scaffoldKindNames } from 'backlint/scaffold/scaffold-kind';
import type { Command } from './command.ts';

/**
 * The command of a comment: its first line, where that begins with `/backlint`. Undefined where it is none, so that
 * quotes, code and talk about commands are left alone.
 */
export function parseCommand(body: string): Command | undefined {
  const [first = ''] = body.split(/\r?\n/);
  const rest = /^\/backlint(?:\s+(?<rest>.*))?$/.exec(first.trimEnd());
  if (!rest) return undefined;
  const words = wordsIn(rest.groups?.rest ?? '');
  if (!words) return misspelt('a quotation mark is not closed');
  const [name = 'help', ...more] = words;
  const plain = more.filter((word) => !word.includes('='));
  const options = new Map(more.filter((word) => word.includes('=')).map(splitOption));
  switch (name) {
    case 'recheck':
    case 'fix':
    case 'help':
      return more.length === 0 ? { kind: name } : misspelt(`\`${name}\` takes nothing more`);
    case 'explain':
    case 'unwaive':
      return plain.length === 1 && options.size === 0 && plain[0] && isRule(plain[0])
        ? { kind: name, rule: plain[0] }
        : misspelt(`write \`/backlint ${name} RULE\``);
    case 'waive':
      return waiveOf(plain, options);
    case 'scaffold':
      return scaffoldOf(plain, options);
    default:
      return misspelt('there is no such command');
  }
}

const waiveForm = 'write `/backlint waive RULE until=2026-12-31 reason="Why that is fine until then"`';

function waiveOf(plain: readonly string[], options: ReadonlyMap<string, string>): Command {
  const [rule = '', ...others] = plain;
  const [until = '', reason = ''] = [options.get('until'), options.get('reason')?.trim()];
  const known = [...options.keys()].every((name) => name === 'until' || name === 'reason');
  if (!isRule(rule) || others.length > 0 || !known || reason === '' || !isDay(until)) return misspelt(waiveForm);
  return { kind: 'waive', rule, until, reason: reason.slice(0, 500) };
}

function scaffoldOf(plain: readonly string[], options: ReadonlyMap<string, string>): Command {
  const [name, subject = '', ...others] = plain;
  const what = scaffoldKindNames.find((kind: ScaffoldKind) => kind === name);
  const as = options.get('as') ?? 'yaml';
  const known = [...options.keys()].every((option) => option === 'as');
  const isNamed = /^[\w.-]+(?:\/[\w.-]+)?$/.test(subject);
  if (!what || !isNamed || others.length > 0 || !known || (as !== 'yaml' && as !== 'terraform')) {
    return misspelt(
      `write \`/backlint scaffold KIND CLUSTER\`, with one of these kinds: ${scaffoldKindNames.join(', ')}`,
    );
  }
  return { kind: 'scaffold', what, for: subject, as };
}

function misspelt(why: string): Command {
  return { kind: 'misspelt', why };
}

function isRule(word: string): boolean {
  return /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(word) && word.length <= 100;
}

function isDay(word: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(word) && isRealDay(word);
}

/** Words by spaces, where quotation marks, straight or as phones write them, keep some together; undefined where one is left open. */
function wordsIn(text: string): readonly string[] | undefined {
  const words: string[] = [];
  const word = /\s*((?:[^\s"“”]+|["“”][^"“”]*["“”])+)/y;
  while (word.lastIndex < text.trimEnd().length) {
    const found = word.exec(text);
    if (!found?.[1]) return undefined;
    words.push(found[1].replace(/["“”]/g, ''));
  }
  return words;
}

function splitOption(word: string): readonly [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

/** There is no 30 February. */
function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
