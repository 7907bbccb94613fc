import { rules } from '@backlint/rules/rules';
import type { Command } from 'commander';
import { bashScript, fishScript, zshScript } from '../command-line/completion-scripts.ts';
import { completionWords } from '../command-line/completion-words.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Shell } from '../shell.ts';

/** The shells that can be taught to complete. */
export type CompletedShell = 'bash' | 'zsh' | 'fish';

/** `backlint completion SHELL`: a script that teaches a shell to complete commands, options and rules. */
export function completionCommand(name: CompletedShell, program: Command, shell: Shell): number {
  const words = completionWords(
    program,
    rules.map(({ id }) => id),
  );
  const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
  shell.stdout.write(scripts[name](words));
  return exitCodes.passed;
}
