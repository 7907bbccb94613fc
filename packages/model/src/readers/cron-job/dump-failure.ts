import type { Origin } from '@backlint/source/origin';
import type { DumpFailure } from '../../job-conduct.ts';
import type { ContainerScript } from './container-scripts.ts';
import type { PlacedWord } from './shell-commands.ts';

const dumps = /(?:^|\/)(?:pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump)$/;
const tools = /(?:^|\/)(?:mc|aws|s3cmd|s5cmd|rclone|gsutil|az|restic|xargs)$/;
const deletions = /^(?:rm|rb|del|delete|deletefile|delete-object|delete-objects|forget|prune|purge|remove)$/;

/**
 * What becomes of a job whose dump fails. A shell takes the status of the last command of a pipe for that of the pipe, and
 * goes on after a failed command, unless it is told otherwise.
 */
export function readDumpFailure(scripts: readonly ContainerScript[], unseen: string | undefined): DumpFailure {
  const failures = scripts.flatMap(failuresOf);
  const hidden = failures.find(({ kind }) => kind === 'hidden');
  return (
    hidden ?? failures[0] ?? { kind: 'unknown', why: unseen ?? 'the dump is not written out in the script of the job' }
  );
}

function failuresOf(script: ContainerScript): readonly DumpFailure[] {
  const { pipelines, stopsAtErrors, failsWithPipes } = script;
  return pipelines.flatMap(({ commands, isTested, isFollowed }, index): DumpFailure[] => {
    const at = commands.findIndex((words) => dumpIn(words) !== undefined);
    const dump = dumpIn(commands[at] ?? []);
    if (!dump) return [];
    const guard = guardOf(script);
    if (guard) return [{ kind: 'unknown', why: `its script looks at the result with ${guard}` }];
    const reader = commands.length - 1 > at ? commands.at(-1) : undefined;
    const name = dump.text.split('/').at(-1) ?? dump.text;
    if (reader && !failsWithPipes) {
      const how = `\`${name}\` is piped into \`${programOf(reader)}\` without pipefail`;
      return [{ kind: 'hidden', how, origin: dump.at }];
    }
    const asksStatus = pipelines[index + 1]?.commands.some((words) => words.some(({ text }) => text.includes('$?')));
    if (stopsAtErrors || isTested || !isFollowed || asksStatus === true) return [{ kind: 'told', origin: dump.at }];
    return [{ kind: 'hidden', how: `the script goes on when \`${name}\` fails`, origin: dump.at }];
  });
}

/** The program that dumps, started by itself or through another one: `kubectl exec db-1 -- pg_dump`. */
function dumpIn(words: readonly PlacedWord[]): PlacedWord | undefined {
  const runsOthers = /(?:^|\/)(?:kubectl|docker|timeout|nice|ionice|gosu|su-exec|sudo|env)$/.test(programOf(words));
  return runsOthers
    ? words.find(({ text }) => dumps.test(text))
    : words.slice(0, 1).find(({ text }) => dumps.test(text));
}

function programOf(words: readonly PlacedWord[]): string {
  return words[0]?.text ?? '';
}

/** What proves a dump in the end, if anything does: its last line, its table of contents, or at least its size. */
function guardOf({ pipelines }: ContainerScript): string | undefined {
  const commands = pipelines.flatMap((pipeline) => pipeline.commands);
  if (commands.some((words) => words.some(({ text }) => text.includes('PIPESTATUS')))) return 'PIPESTATUS';
  const proof = commands.find((words) => {
    const has = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
    if (/(?:^|\/)pg_restore$/.test(programOf(words))) return true;
    if (/(?:^|\/)z?grep$/.test(programOf(words))) return has(/complete/i);
    return /^(?:\[\[?|test)$/.test(programOf(words)) && has(/^-(?:lt|le|gt|ge)$/);
  });
  return proof ? programOf(proof) : undefined;
}

/** Where a script deletes what earlier runs have left, if it does. */
export function readPruning(scripts: readonly ContainerScript[]): Origin | undefined {
  for (const { pipelines } of scripts) {
    for (const { commands } of pipelines) {
      for (const words of commands) {
        if (prunes(words)) return words[0]?.at;
      }
    }
  }
  return undefined;
}

function prunes(words: readonly PlacedWord[]): boolean {
  const program = programOf(words);
  const has = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
  if (/(?:^|\/)find$/.test(program)) return has(/^-delete$/) || has(/(?:^|\/)rm$/);
  // The script may test something before it deletes: `[ -n "$f" ] && aws s3 rm "$f"`.
  return tools.test(program) && has(deletions);
}
