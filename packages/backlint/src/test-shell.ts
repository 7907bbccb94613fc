import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from './run.ts';
import type { Shell } from './shell.ts';

/** What a command did: its exit code and all it wrote. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in this process, as if it had been started in `cwd`. */
export async function runIn(cwd: string, args: readonly string[], change: Partial<Shell> = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const screen = (name: keyof typeof written) => ({
    isTerminal: false,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const code = await run(args, {
    cwd,
    env: {},
    now: new Date('2026-01-01T00:00:00Z'),
    stdout: screen('stdout'),
    stderr: screen('stderr'),
    readStdin: async () => '',
    ...change,
  });
  return { code, ...written };
}

/** A new folder with these files in it, and a way to be rid of it. */
export function temporaryFolder(files: Readonly<Record<string, string>>): { readonly path: string; remove(): void } {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'backlint-')));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return { path, remove: () => rmSync(path, { recursive: true }) };
}
