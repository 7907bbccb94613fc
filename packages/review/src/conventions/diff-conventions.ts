import type { ChangedFile } from '../diff/changed-file.ts';
import { sectionsOf } from './body-text.ts';
import { listedPaths, pathPattern } from './listed-paths.ts';
import type { Kept } from './process-convention.ts';
import { dependenciesIn } from './related-issues.ts';
import { secretIn, showsPlannedSecret } from './secrets-in-text.ts';

/** No secret is added or shown. This is looked at whatever is configured: a secret that was pushed is known for ever. */
export function noSecrets(body: string, files: readonly ChangedFile[]): readonly Kept[] {
  const inFiles = files.flatMap(({ path, hunks }) =>
    hunks.flatMap(({ newStart, lines }) => {
      let line = newStart - 1;
      return lines.flatMap(({ kind, text }) => {
        if (kind !== 'deleted') line++;
        const found = kind === 'added' ? secretIn(text) : undefined;
        return found === undefined ? [] : [`\`${path}:${line}\` seems to add ${found}`];
      });
    }),
  );
  const lines = body.split(/\r?\n/);
  const shown = lines.find((text) => secretIn(text) !== undefined);
  const planned = lines.some(showsPlannedSecret);
  return [
    ...inFiles
      .slice(0, 5)
      .map((text) => broken(`${text}: whoever can read the repository has it; change it where it was issued`)),
    ...(shown === undefined
      ? []
      : [broken(`The body seems to show ${secretIn(shown)}: change it where it was issued`)]),
    ...(planned
      ? [
          broken(
            'The plan in the body shows a value that seems secret: mark the variable as sensitive, and change the value',
          ),
        ]
      : []),
  ];
}

function broken(text: string): Kept {
  return { outcome: 'broken', isBlocker: true, text };
}

/** The pull request changes what its issue or its body names, and nothing that these say to leave alone. */
export function namedFiles(texts: readonly string[], files: readonly ChangedFile[]): readonly Kept[] {
  const sections = texts.flatMap((text) => [...sectionsOf(text)]);
  const about = (title: RegExp, but?: RegExp) =>
    sections
      .filter(([heading]) => title.test(heading) && but?.test(heading) !== true)
      .flatMap(([, text]) => listedPaths(text));
  const forbidden = about(/not (?:touch|change)|out of scope/);
  const named = about(/file targets|files|changes/, /not (?:touch|change)|out of scope/);
  const matches = (paths: readonly string[], path: string) => paths.some((one) => pathPattern(one).test(path));
  const touched = files.filter(({ path }) => matches(forbidden, path)).map(({ path }) => path);
  if (touched.length > 0) {
    return [broken(`${listed(touched)} should not be touched, by the words of the issue or the body`)];
  }
  if (named.length === 0)
    return [{ outcome: 'undecided', text: 'Neither the issue nor the body lists the files to change' }];
  const extra = files.filter(({ path }) => !matches(named, path)).map(({ path }) => path);
  return extra.length === 0
    ? [{ outcome: 'kept', text: 'Only the files that are named are changed' }]
    : [
        {
          outcome: 'broken',
          text: `${listed(extra)} ${extra.length === 1 ? 'changes' : 'change'} and ${extra.length === 1 ? 'is' : 'are'} not named by the issue or the body`,
        },
      ];
}

function listed(paths: readonly string[]): string {
  const shown = paths.slice(0, 3).map((path) => `\`${path}\``);
  return paths.length > 3 ? `${shown.join(', ')} and ${paths.length - 3} more` : shown.join(' and ');
}

/** The body names what was tested: a section on tests with a command, a file or an item that is ticked off. */
export function testsNamed(body: string): Kept {
  const tests = [...sectionsOf(body)].filter(([heading]) => /\btest|verification|validation/.test(heading));
  if (tests.length === 0) return { outcome: 'broken', text: 'The body has no section on tests' };
  const isNamed = tests.some(([, text]) => /`[^`\n]+`|```|^\s*[-*] \[[xX]\]/m.test(text));
  return isNamed
    ? { outcome: 'kept', text: 'The body names what was tested' }
    : { outcome: 'broken', text: 'The section on tests names no command, no file and nothing that was done' };
}

/** What must be done first is done, as far as the forge tells; without that it is a question. */
export function dependenciesMet(body: string, states: Readonly<Record<number, 'open' | 'closed'>>): readonly Kept[] {
  return dependenciesIn(body).map((number): Kept => {
    const state = states[number];
    if (state === 'closed') return { outcome: 'kept', text: `It depends on \`#${number}\`, which is done` };
    return state === 'open'
      ? { outcome: 'broken', isBlocker: true, text: `It depends on \`#${number}\`, which is still open` }
      : { outcome: 'undecided', text: `It depends on \`#${number}\`; whether that is done has to be looked up` };
  });
}
