import { sectionsOf, writtenText } from '../conventions/body-text.ts';
import { listedPaths, pathPattern } from '../conventions/listed-paths.ts';
import type { Kept } from '../conventions/process-convention.ts';
import { secretIn } from '../conventions/secrets-in-text.ts';

/** An issue that somebody is about to work on, and the repository that it is for. */
export interface ScopeInput {
  readonly title: string;
  readonly body: string;
  /** Every file of the repository. */
  readonly paths: readonly string[];
  /** The databases that the files declare, with the file and line that declares each. */
  readonly databases: readonly DeclaredDatabase[];
  /** Other texts with plans: documents of the repository, or open issues. */
  readonly plans: readonly Plan[];
  /** The headings that issues should have. */
  readonly sections?: readonly string[] | undefined;
}

/** A database by its name, and where it is declared. */
export interface DeclaredDatabase {
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

/** A text in which somebody plans something. */
export interface Plan {
  /** How people call it: a path, or the number of an issue. */
  readonly name: string;
  readonly text: string;
}

/** Whether an issue can be worked on as it stands, and what is in the way. */
export interface ScopeReview {
  readonly title: string;
  /** What somebody has to decide or find out first. */
  readonly blockers: readonly string[];
  /** What its text should say otherwise. */
  readonly fixes: readonly string[];
  /** What was looked up and is right. */
  readonly verified: readonly string[];
  /** What could not be looked up here. */
  readonly open: readonly string[];
  readonly verdict: 'READY' | 'NEEDS_REFINEMENT';
}

/** Looks up what an issue claims: its files, its references, how one would see that it is done, and who plans the same. */
export function reviewScope(input: ScopeInput): ScopeReview {
  const judged = [
    ...sections(input),
    ...fileTargets(input),
    ...databasesNamed(input),
    ...placeholders(input),
    ...acceptance(input),
    ...places(input),
    ...competitors(input),
    ...secrets(input),
  ];
  const texts = (pick: (one: Kept) => boolean) => judged.filter(pick).map(({ text }) => text);
  const blockers = texts(({ isBlocker }) => isBlocker === true);
  return {
    title: input.title,
    blockers,
    fixes: texts(({ outcome, isBlocker }) => outcome === 'broken' && isBlocker !== true),
    verified: texts(({ outcome }) => outcome === 'kept'),
    open: texts(({ outcome }) => outcome === 'undecided'),
    verdict: blockers.length === 0 ? 'READY' : 'NEEDS_REFINEMENT',
  };
}

function sections({ body, sections: wanted = [] }: ScopeInput): readonly Kept[] {
  const there = sectionsOf(body);
  return wanted.flatMap((name): readonly Kept[] => {
    const text = there.get(name.toLowerCase());
    if (text === undefined) return [{ outcome: 'broken', text: `It has no section \`${name}\`` }];
    return text.trim() === '' ? [{ outcome: 'broken', text: `The section \`${name}\` is empty` }] : [];
  });
}

function sectionOf(body: string, title: RegExp): string {
  return [...sectionsOf(body)]
    .filter(([heading]) => title.test(heading))
    .map(([, text]) => text)
    .join('\n');
}

/** A target that is there can be worked on; one that is nowhere was meant to be another, or is to be made. */
function fileTargets({ body, paths }: ScopeInput): readonly Kept[] {
  const listed = listedPaths(sectionOf(body, /file targets|^files/));
  if (listed.length === 0) return [{ outcome: 'broken', isBlocker: true, text: 'It names no files to change' }];
  return listed.map((target): Kept => {
    const pattern = pathPattern(target);
    if (paths.some((path) => pattern.test(path))) return { outcome: 'kept', text: `\`${target}\` is there` };
    const isNew = new RegExp(
      `(?:new|create|add)[^\\n]*${target.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}|${target.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}[^\\n]*\\b(?:new|created?)\\b`,
      'i',
    );
    return isNew.test(body)
      ? { outcome: 'kept', text: `\`${target}\` is to be made` }
      : { outcome: 'broken', isBlocker: true, text: `\`${target}\` is not in this repository` };
  });
}

/** Whoever names a database should name the file that declares it. */
function databasesNamed({ body, databases }: ScopeInput): readonly Kept[] {
  const text = writtenText(body);
  const targets = listedPaths(sectionOf(body, /file targets|^files/)).map(pathPattern);
  const named = databases.filter(({ name }) => isNamed(name, text));
  return named.map(({ name, path, line }): Kept => {
    const place = `\`${path}:${line}\``;
    return targets.length === 0 || targets.some((target) => target.test(path))
      ? { outcome: 'kept', text: `\`${name}\` is declared at ${place}` }
      : {
          outcome: 'broken',
          isBlocker: true,
          text: `\`${name}\` is declared at ${place}, which is not among the files to change: name that file, or leave the database out`,
        };
  });
}

/** A name such as `postgres` is also a word, and means the database only where it is quoted. */
function isNamed(name: string, text: string): boolean {
  const bare = name.replace(/[.]/g, '\\.');
  return new RegExp(/[-_\d]/.test(name) ? `(?<![\\w-])${bare}(?![\\w-])` : `\`${bare}\``).test(text);
}

function placeholders({ body }: ScopeInput): readonly Kept[] {
  const found = Array.from(
    writtenText(body).matchAll(/\{?\b(?:TBD|TODO|FIXME|XXX)\b\}?|#\{[^}]*\}|\?\?\?/g),
    ([word]) => word,
  );
  return [...new Set(found)].map((word) => ({
    outcome: 'broken',
    text: `\`${word}\` still stands for something: say what`,
  }));
}

/** Each criterion names something that one can run or look at. */
function acceptance({ body }: ScopeInput): readonly Kept[] {
  const text = sectionOf(body, /acceptance|done when|definition of done/);
  const items = text.split('\n').filter((line) => /^\s*(?:[-*]|\d+\.)\s+\S/.test(line));
  if (text.trim() === '')
    return [{ outcome: 'broken', text: 'It does not say when it is done: write acceptance criteria' }];
  const vague = items.filter((line) => !/`[^`]+`|\d|\bPASS\b|#\d+/.test(line));
  if (vague.length === 0)
    return items.length === 0 ? [] : [{ outcome: 'kept', text: 'Its acceptance criteria can be checked' }];
  return vague.slice(0, 3).map((line) => ({
    outcome: 'broken',
    text: `Nobody could check \`${wordsOf(line)}\`: name a command, a file or a number`,
  }));
}

function wordsOf(item: string): string {
  return item
    .replace(/^\s*(?:[-*]|\d+\.)\s+(?:\[[ x]\]\s+)?/i, '')
    .replace(/`/g, '')
    .slice(0, 80);
}

/** A restore needs somewhere to restore to. */
function places({ body }: ScopeInput): readonly Kept[] {
  const text = sectionOf(body, /acceptance|done when|definition of done|test/);
  const isRestored = /\b(?:restore[sd]?|drill)\b/i.test(text);
  if (!isRestored) return [];
  const isNamed = /\b(?:scratch|namespace|disposable|staging|kind cluster|into a new cluster)\b/i.test(
    writtenText(body),
  );
  return isNamed
    ? [{ outcome: 'kept', text: 'It says where to restore to' }]
    : [
        {
          outcome: 'broken',
          isBlocker: true,
          text: 'It asks for a restore and does not say where to: name a scratch namespace or cluster',
        },
      ];
}

const subjects = /\b(?:backups?|restores?|wal|pg_dump|barman|snapshots?|off-?site|off-?cluster|retention|replica)\b/gi;

/** Another plan about the same databases and the same matter has to be settled by people. */
function competitors({ title, body, databases, plans }: ScopeInput): readonly Kept[] {
  const own = aboutOf(`${title}\n${writtenText(body)}`, databases);
  return plans.flatMap(({ name, text }): readonly Kept[] => {
    const other = aboutOf(text, databases);
    const shared = [...own.databases].filter((one) => other.databases.has(one));
    const words = [...own.words].filter((word) => other.words.has(word));
    const isPlan = /\b(?:phase \d|plan|roadmap|proposal|milestone)\b/i.test(text);
    if (!isPlan || shared.length === 0 || words.length < 2) return [];
    const what = shared
      .slice(0, 3)
      .map((one) => `\`${one}\``)
      .join(', ');
    if (writtenText(body).includes(name))
      return [{ outcome: 'kept', text: `It refers to \`${name}\`, which is about ${what} too` }];
    return [
      {
        outcome: 'broken',
        isBlocker: true,
        text: `\`${name}\` plans something about ${what} too (${words.slice(0, 4).join(', ')}): decide which of the two holds, or how they go together`,
      },
    ];
  });
}

function aboutOf(text: string, databases: readonly DeclaredDatabase[]) {
  return {
    databases: new Set(databases.map(({ name }) => name).filter((name) => isNamed(name, text))),
    words: new Set(
      Array.from(text.matchAll(subjects), ([word]) =>
        word
          .toLowerCase()
          .replace(/s$/, '')
          .replace(/^off-?(?:site|cluster)$/, 'off-site'),
      ),
    ),
  };
}

function secrets({ body }: ScopeInput): readonly Kept[] {
  const found = body
    .split('\n')
    .map(secretIn)
    .find((one) => one !== undefined);
  return found === undefined
    ? []
    : [{ outcome: 'broken', isBlocker: true, text: `Its text seems to show ${found}: change it where it was issued` }];
}
