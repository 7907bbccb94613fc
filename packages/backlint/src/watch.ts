import { watch } from 'node:fs/promises';
import type { Shell } from './shell.ts';

/** Editors write a file in several steps; one check for all of them is enough. */
const settleMilliseconds = 200;

/**
 * Runs a check now and after each change below a folder, until the signal says to stop. Returns the exit code of the last
 * check.
 */
export async function watchFolder(
  folder: string,
  runCheck: () => Promise<number>,
  { stderr }: Pick<Shell, 'stderr'>,
  signal?: AbortSignal,
): Promise<number> {
  let code = await runCheck();
  let pending: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  stderr.write('Watching for changes; Ctrl+C stops.\n');
  try {
    for await (const { filename } of watch(folder, { recursive: true, ...(signal ? { signal } : {}) })) {
      if (filename?.split(/[\\/]/).some((name) => name === '.git' || name === 'node_modules')) continue;
      clearTimeout(pending);
      pending = setTimeout(() => {
        running = running.then(async () => {
          code = await runCheck();
        });
      }, settleMilliseconds);
    }
  } catch (error) {
    if (!(error instanceof Error && error.name === 'AbortError')) throw error;
  }
  clearTimeout(pending);
  await running;
  return code;
}
