import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unreadOf } from '@backlint/report/diagnostic-severity';
import { rules as allRules } from '@backlint/rules/rules';
import { renderBaseline } from '../baseline/render-baseline.ts';
import { check } from '../check.ts';
import { chooseRules } from '../choose-rules.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { versionsOf } from '../configuration/versions-of.ts';
import { exitCodes } from '../exit-codes.ts';
import { pathTree } from '../path-tree.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';
import { withVariableFiles } from '../variable-files.ts';
import type { CheckCommandOptions } from './check.ts';

/** The options of `backlint baseline`, as commander hands them over. */
export interface BaselineCommandOptions
  extends Pick<CheckCommandOptions, 'config' | 'only' | 'skip' | 'varFile' | 'operatorVersion' | 'pluginVersion'> {
  readonly output?: string;
}

/** `backlint baseline [PATH…]`: writes down what is found now, so that later checks fail for new findings only. */
export async function baselineCommand(
  paths: readonly string[],
  options: BaselineCommandOptions,
  shell: Shell,
): Promise<number> {
  const found = pathTree(paths.length === 0 ? ['.'] : paths, shell.cwd);
  if (found.kind === 'problem') return usageError(shell, `${found.message}.`);
  const variables = withVariableFiles(found, options.varFile, shell.cwd);
  if (variables.kind === 'problem') return usageError(shell, `${variables.message}.`);
  const loaded = await loadConfiguration(allRules, options, { root: found.root, cwd: shell.cwd });
  if (loaded.kind === 'problem') return usageError(shell, loaded.message);
  const chosen = chooseRules(allRules, loaded.rules, options.only, options.skip);
  if (chosen.kind === 'problem') return usageError(shell, chosen.message);
  const { variableFiles } = variables;
  const report = check(loaded.chooseFiles(variables.tree), {
    ...loaded.model,
    ...versionsOf(options),
    waivers: loaded.waivers,
    tiers: loaded.tiers,
    variableFiles,
    now: shell.now,
    rules: chosen.rules,
  });
  const [failure] = report.failures;
  if (failure) {
    shell.stderr.write(
      `backlint: the rule ${failure.rule} failed, which is a bug of backlint: ${failure.error.message}\n`,
    );
    return exitCodes.broken;
  }
  if (unreadOf(report.diagnostics).length > 0) {
    shell.stderr.write(
      'backlint: something could not be read, so the baseline lacks what is there; backlint check names it.\n',
    );
  }
  return write(renderBaseline(report.findings), options.output, shell);
}

function write(text: string, output: string | undefined, { cwd, stdout, stderr }: Shell): number {
  if (output === undefined) {
    stdout.write(text);
    return exitCodes.passed;
  }
  try {
    writeFileSync(resolve(cwd, output), text);
  } catch (error) {
    stderr.write(
      `backlint: "${output}" cannot be written (${error instanceof Error && 'code' in error ? error.code : error}).\n`,
    );
    return exitCodes.broken;
  }
  stderr.write(`Wrote ${output}\n`);
  return exitCodes.passed;
}
