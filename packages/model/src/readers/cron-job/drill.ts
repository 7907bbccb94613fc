import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Drill } from '../../verification.ts';
import { majorOfImage } from '../cloudnative-pg/major.ts';
import type { JobProgram, ProgramWord } from './job-program.ts';
import { expand, expandWord, type ScriptScope } from './script-scope.ts';

const sourceVariable = /^(?:SOURCE|SRC|ORIGIN)_(?:CLUSTER|SERVER|DB|DATABASE)(?:_NAME)?$/;
const targetVariable = /^(?:RESTORE|TARGET|DRILL|TEST)_CLUSTER(?:_NAME)?$/;
const query = /\bSELECT\b|\bpg_amcheck\b|\bTABLE\b/i;
const reader = /(?:^|[/\s])(?:psql|pg_dump|pg_dumpall|pg_amcheck|vacuumdb|pgbench)(?:$|\s)/;

/** What a restore drill restores, as what, and what it asks the copy, as far as its script tells. */
export function readDrill(program: JobProgram, scope: ScriptScope, origin: Origin): Drill {
  const { words, variables } = program;
  const variable = (pattern: RegExp) => [...variables].find(([name]) => pattern.test(name))?.[1];
  const value = (word: ProgramWord | undefined): Value<string> => {
    if (!word) return { kind: 'absent', origin };
    const whole = expandWord(variables.get(/^\$\{?(\w+)\}?$/.exec(word.text)?.[1] ?? '') ?? word, scope);
    if (!whole || whole.text === '') return { kind: 'unknown', why: 'the script makes it', origin: word.at };
    return { kind: 'written', value: whole.text, origin: whole.at };
  };
  return {
    source: value(variable(sourceVariable)),
    target: value(targetOf(words) ?? variable(targetVariable)),
    serverName: value(wordAfter(words, 'serverName:')),
    size: value(wordAfter(words, 'size:')),
    major: readMajor(words, value, origin),
    asks: asksOf(program, scope),
  };
}

/** The version of the Cluster in a manifest that the script writes; which one other manifests have is not known. */
function readMajor(
  words: readonly ProgramWord[],
  value: (word: ProgramWord | undefined) => Value<string>,
  origin: Origin,
): Value<number> {
  const image = wordAfter(words, 'imageName:');
  if (image) return majorOfImage(value(image));
  const manifest = targetOf(words);
  const isFromCatalog = words.some(({ text }) => text === 'imageCatalogRef:');
  if (manifest && !isFromCatalog) return { kind: 'absent', origin: manifest.at };
  return { kind: 'unknown', why: 'the version it restores with is not written in its script', origin };
}

/** The name of the Cluster in a manifest that the script writes. */
function targetOf(words: readonly ProgramWord[]): ProgramWord | undefined {
  const kind = words.findIndex(({ text }, index) => text === 'kind:' && words[index + 1]?.text === 'Cluster');
  if (kind === -1) return undefined;
  const metadata = words.findIndex(({ text }, index) => index > kind && text === 'metadata:');
  return metadata === -1 ? undefined : wordAfter(words.slice(metadata), 'name:');
}

/** The value behind a label of a manifest, whose mappings may stand in braces: `{size: 10Gi}`. */
function wordAfter(words: readonly ProgramWord[], label: string): ProgramWord | undefined {
  const at = words.findIndex(({ text }) => text.replace(/^\{+/, '') === label);
  const value = at === -1 ? undefined : words[at + 1];
  return value && { ...value, text: /^(?:\$\{[^}]*\}|[^,}])*/.exec(value.text)?.[0] ?? '' };
}

function asksOf({ words, unseen }: JobProgram, scope: ScriptScope): Drill['asks'] {
  const queries = words.filter(({ text }) => query.test(text));
  const telling = queries.find((word) => !isTrivial(word.text, scope));
  if (telling) return { kind: 'data', origin: telling.at };
  if (unseen !== undefined) return { kind: 'unknown', why: unseen };
  const [trivial] = queries;
  if (trivial) return { kind: 'connection', origin: trivial.at };
  const asked = words.find(({ text }) => reader.test(text));
  // What is handed to psql in a file or a variable may ask anything.
  if (asked) return { kind: 'unknown', why: 'what it asks is not written in its script' };
  return { kind: 'nothing' };
}

/** A query that every server answers, or that is about a name that was left empty. */
function isTrivial(text: string, scope: ScriptScope): boolean {
  if (/\bSELECT\s+(?:1|now\(\)|version\(\)|pg_is_in_recovery\(\))\s*;?\s*(?:["')]|$)/i.test(text)) return true;
  const names = [...text.matchAll(/\$\{?(EXPECTED_\w+)/g)].map(([, name]) => name ?? '');
  return names.length > 0 && names.every((name) => expand(`$${name}`, scope).every((value) => value === ''));
}
