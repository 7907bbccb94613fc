import type { FreshnessWindow, LookedPlace } from '../../verification.ts';
import type { JobProgram, ProgramWord } from './job-program.ts';
import { expand, type ScriptScope } from './script-scope.ts';
import type { Pipeline, PlacedWord } from './shell-commands.ts';

const seconds: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  M: 2_592_000,
  y: 31_536_000,
};

/** How old the newest file may be that a script looks for, wherever it says so. */
export function readFreshnessWindows(
  pipelines: readonly Pipeline[],
  { variables }: JobProgram,
): readonly FreshnessWindow[] {
  const commands = pipelines.flatMap((pipeline) => pipeline.commands);
  return [...commands.flatMap(windowsIn), ...[...variables].flatMap(([name, word]) => windowOfVariable(name, word))];
}

function windowsIn(words: readonly PlacedWord[]): readonly FreshnessWindow[] {
  const program = words[0]?.text.split('/').at(-1) ?? '';
  return words.flatMap(({ text, at }, index) => {
    const [option = '', attached] = text.split(/=(.*)/s);
    const value = attached ?? words[index + 1]?.text ?? '';
    const age = ageOf(program, option, value);
    const place = attached === undefined ? (words[index + 1]?.at ?? at) : at;
    return age === undefined ? [] : [{ seconds: age, of: subjectOf(words), origin: place }];
  });
}

function ageOf(program: string, option: string, value: string): number | undefined {
  if (option === '--newer-than' || option === '--max-age') return durationOf(value);
  if (program === 'find' && /^-\d+$/.test(value)) {
    if (option === '-mtime' || option === '-ctime') return Number(value.slice(1)) * 86_400;
    if (option === '-mmin' || option === '-cmin') return Number(value.slice(1)) * 60;
  }
  if (program === 'date' && (option === '-d' || option === '--date')) return agoOf(value);
  return undefined;
}

/** A duration of `mc` and `rclone`: `1d2h`, `26h`, and plain seconds. */
function durationOf(text: string): number | undefined {
  if (!/^(?:\d+(?:\.\d+)?[smhdwMy])+$|^\d+$/.test(text)) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  return [...text.matchAll(/(\d+(?:\.\d+)?)([smhdwMy])/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (seconds[unit ?? ''] ?? 0),
    0,
  );
}

/** `26 hours ago` and `-26 hours`, as `date` reads them. */
function agoOf(text: string): number | undefined {
  const { amount, unit } =
    /^(?:-(?=.*\b\w+$)|(?=.*\bago$))\s*(?<amount>\d+)\s*(?<unit>minute|hour|day|week)s?(?:\s+ago)?$/.exec(text)
      ?.groups ?? {};
  const size = { minute: 60, hour: 3_600, day: 86_400, week: 604_800 }[unit ?? ''];
  return amount === undefined || size === undefined ? undefined : Number(amount) * size;
}

const ageVariable = /(?:^|_)(?:MAX|BACKUP)_?(?:BACKUP_)?AGE_(?<unit>SECONDS|MINUTES|HOURS|DAYS)$/;

function windowOfVariable(name: string, { text, at }: ProgramWord): readonly FreshnessWindow[] {
  const unit = ageVariable.exec(name)?.groups?.unit;
  const size = { SECONDS: 1, MINUTES: 60, HOURS: 3_600, DAYS: 86_400 }[unit ?? ''];
  if (size === undefined || !/^\d+$/.test(text)) return [];
  return [{ seconds: Number(text) * size, of: /WAL/.test(name) ? 'wal' : 'anything', origin: at }];
}

function subjectOf(words: readonly PlacedWord[]): FreshnessWindow['of'] {
  if (words.some(({ text }) => /(?:^|\/)base(?:\/|$)/.test(text))) return 'base-backups';
  return words.some(({ text }) => /(?:^|\/)wals?(?:\/|$)/.test(text)) ? 'wal' : 'anything';
}

const lists = /(?:^|\/)(?:mc|aws|rclone|s3cmd|s5cmd|gsutil)$/;

/** The folders of object stores that a script lists, with its variables filled in and its loops gone through. */
export function readLookedPlaces(pipelines: readonly Pipeline[], scope: ScriptScope): readonly LookedPlace[] {
  const commands = pipelines.flatMap((pipeline) => pipeline.commands);
  return commands
    .filter((words) => lists.test(words[0]?.text ?? ''))
    .flatMap((words) => words.slice(1))
    .filter(({ text }) => /[/:]/.test(text) && !text.includes('$(') && !/^https?:|^-/.test(text))
    .flatMap(({ text, at }) => expand(text, scope).map((path) => ({ path, origin: at })));
}
