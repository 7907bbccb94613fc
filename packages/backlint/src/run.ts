import { CommanderError } from 'commander';
import { buildProgram } from './command-line/program.ts';
import { exitCodes } from './exit-codes.ts';
import { withFixKind } from './fix/fix-kind.ts';
import type { Shell } from './shell.ts';

/** Runs the command line with these arguments and returns its exit code. Never throws: our own bugs are exit code 3. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  let code: number = exitCodes.passed;
  try {
    const exit = (result: number) => {
      code = result;
    };
    await buildProgram({ shell, exit }).parseAsync(withFixKind(args), { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.passed : exitCodes.usage;
    shell.stderr.write(
      `backlint failed, which is a bug of backlint. Please report it with these lines:\n${stackOf(error)}\n`,
    );
    return exitCodes.broken;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
