import { accessSync, constants, realpathSync, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import process from 'node:process';
import { isInside } from '../inside.ts';
import type { Shell } from '../shell.ts';

/**
 * The `helm` that the search path finds; undefined where there is none. Never one inside of the folder that is read, and
 * none by a relative path: what is judged must not decide what is run.
 */
export function findHelm({ PATH = '' }: Shell['env'], folder: string): string | undefined {
  const name = process.platform === 'win32' ? 'helm.exe' : 'helm';
  return PATH.split(delimiter)
    .filter(isAbsolute)
    .map((directory) => realProgram(join(directory, name)))
    .find((program) => program !== undefined && !isInside(program, realpathSync.native(folder)));
}

function realProgram(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile() ? realpathSync.native(path) : undefined;
  } catch {
    return undefined;
  }
}
