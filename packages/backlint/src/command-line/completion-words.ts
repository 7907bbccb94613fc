import type { Command, Option } from 'commander';
import { formats } from '../formats.ts';

/** Every command of the command line, with the words that can follow it. */
export type CompletionWords = readonly CommandWords[];

/** A command and what can follow it. */
export interface CommandWords {
  readonly name: string;
  readonly summary: string;
  /** The words its arguments are taken from; undefined where they are paths. */
  readonly values: readonly string[] | undefined;
  readonly options: readonly OptionWords[];
}

/** An option, and the words its value is taken from; undefined where it takes none. */
interface OptionWords {
  readonly flag: string;
  readonly description: string;
  readonly values: readonly string[] | undefined;
}

/** What there is to complete, read from the definition of the command line itself. */
export function completionWords(program: Command, rules: readonly string[]): CompletionWords {
  return program.commands.map((command) => {
    const [argument] = command.registeredArguments;
    const isPath = argument?.name() === 'PATH';
    const values = argument?.name() === 'RULE' ? rules : (argument?.argChoices ?? []);
    return {
      name: command.name(),
      summary: command.summary() || command.description(),
      values: isPath ? undefined : values,
      options: command.options.map((option) => ({
        flag: option.long ?? option.flags,
        description: option.description,
        values: valuesOf(option, rules),
      })),
    };
  });
}

function valuesOf(option: Option, rules: readonly string[]): readonly string[] | undefined {
  if (option.isBoolean()) return undefined;
  if (option.argChoices) return option.argChoices;
  if (option.flags.endsWith('<RULE>')) return rules;
  return option.long === '--format' ? Object.keys(formats) : [];
}
