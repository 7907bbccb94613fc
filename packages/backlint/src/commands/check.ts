import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Severity } from '@backlint/lint/rule';
import type { Report } from '@backlint/report/report';
import { verdictOf } from '@backlint/report/verdict';
import { rules as allRules } from '@backlint/rules/rules';
import { type CheckedTree, check } from '../check.ts';
import { chooseRules } from '../choose-rules.ts';
import { usesColor } from '../color.ts';
import { exitCodes } from '../exit-codes.ts';
import { type FormatChoice, type FormatContext, formats } from '../formats.ts';
import { pathTree } from '../path-tree.ts';
import { withProgress } from '../reading-progress.ts';
import type { Shell } from '../shell.ts';
import { didYouMean, usageError } from '../usage-error.ts';
import { withVariableFiles } from '../variable-files.ts';
import { version } from '../version.ts';

/** The options of `backlint check`, as commander hands them over. */
export interface CheckCommandOptions {
  readonly format: readonly FormatChoice[];
  readonly failOn: Severity;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly varFile: readonly string[];
  readonly operatorVersion?: string;
  readonly pluginVersion?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
}

/** `backlint check [PATH…]`: judges the files under the paths, writes the report and returns the exit code. */
export async function checkCommand(
  paths: readonly string[],
  options: CheckCommandOptions,
  commands: readonly string[],
  shell: Shell,
): Promise<number> {
  const found = pathTree(paths.length === 0 ? ['.'] : paths, shell.cwd);
  if (found.kind === 'problem') return usageError(shell, `${found.message}.${commandHint(found.path, commands)}`);
  const variables = withVariableFiles(found, options.varFile, shell.cwd);
  if (variables.kind === 'problem') return usageError(shell, `${variables.message}.`);
  const chosen = chooseRules(allRules, options.only, options.skip);
  if (chosen.kind === 'problem') return usageError(shell, chosen.message);
  const outputs = options.format.length === 0 ? [{ name: 'pretty' }] : options.format;
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    return usageError(shell, 'only one format can go to standard output; give the others a file: --format json=FILE.');
  }

  const { tree, variableFiles } = variables;
  const report = checkWithProgress(tree, { ...options, variableFiles, now: shell.now, rules: chosen.rules }, shell);
  const context = { ...contextOf(options, shell), pathPrefix: found.pathPrefix, rules: chosen.rules };
  for (const output of outputs) {
    const problem = await write(output, report, context, shell);
    if (problem !== undefined) return environmentError(problem, shell);
  }
  reportFailures(report, shell);
  return exitCodes[verdictOf(report, options.failOn)];
}

function checkWithProgress(tree: CheckedTree, options: Parameters<typeof check>[1], { stderr }: Shell): Report {
  const progress = withProgress(tree, stderr);
  try {
    return check(progress.tree, options);
  } finally {
    progress.clear();
  }
}

function contextOf({ quiet = false, verbose = false, color }: CheckCommandOptions, shell: Shell) {
  const { stdout } = shell;
  return {
    color: usesColor(stdout, shell, color),
    width: stdout.columns ?? 120,
    quiet,
    verbose,
    version: version(),
  };
}

/** Writes one format; returns what went wrong, if something did. */
async function write(
  { name, file }: FormatChoice,
  report: Report,
  context: FormatContext,
  shell: Shell,
): Promise<string | undefined> {
  const text = await formats[name]?.(report, file === undefined ? context : { ...context, color: false });
  if (file === undefined) {
    shell.stdout.write(text ?? '');
    return undefined;
  }
  try {
    writeFileSync(resolve(shell.cwd, file), text ?? '');
    return undefined;
  } catch (error) {
    return `"${file}" cannot be written (${error instanceof Error && 'code' in error ? error.code : error}).`;
  }
}

function environmentError(message: string, { stderr }: Shell): number {
  stderr.write(`backlint: ${message}\n`);
  return exitCodes.broken;
}

/** A rule that throws is our bug: whoever reports it needs the stack. */
function reportFailures({ failures }: Report, { stderr }: Shell): void {
  for (const { rule, error } of failures) {
    stderr.write(`backlint: the rule ${rule} failed, which is a bug of backlint. Please report it with these lines:\n`);
    stderr.write(`${error.stack ?? error.message}\n`);
  }
}

/** Somebody who mistypes a command names a path that is not there. */
function commandHint(path: string, commands: readonly string[]): string {
  return didYouMean(path, commands);
}
