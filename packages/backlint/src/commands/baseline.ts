import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { unreadOf } from '@backlint/report/diagnostic-severity';
import { rules as allRules } from '@backlint/rules/rules';
import { renderBaseline } from '../baseline/render-baseline.ts';
import { check } from '../check.ts';
import { chooseRules } from '../choose-rules.ts';
import { versionsOf } from '../configuration/versions-of.ts';
import { exitCodes } from '../exit-codes.ts';
import { openTree, renderChartsIn } from '../open-tree.ts';
import type { Shell } from '../shell.ts';
import { tryWriting } from '../try-writing.ts';
import { usageError } from '../usage-error.ts';
import type { CheckCommandOptions } from './check.ts';

/** The options of `backlint baseline`, as commander hands them over. */
export interface BaselineCommandOptions
  extends Pick<
    CheckCommandOptions,
    'config' | 'only' | 'skip' | 'varFile' | 'helm' | 'operatorVersion' | 'pluginVersion'
  > {
  readonly output?: string;
}

/** `backlint baseline [PATH…]`: writes down what is found now, so that later checks fail for new findings only. */
export async function baselineCommand(
  paths: readonly string[],
  options: BaselineCommandOptions,
  shell: Shell,
): Promise<number> {
  const opened = await openTree(paths, options, shell);
  if (opened.kind === 'problem') return usageError(shell, opened.message);
  const { tree, loaded, variableFiles } = opened;
  const chosen = chooseRules(allRules, loaded.rules, options.only, options.skip);
  if (chosen.kind === 'problem') return usageError(shell, chosen.message);
  const report = check(tree, {
    ...loaded.model,
    ...versionsOf(options),
    waivers: loaded.waivers,
    tiers: loaded.tiers,
    variableFiles,
    renderedCharts: await renderChartsIn(opened, options, shell),
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

function write(text: string, output: string | undefined, shell: Shell): number {
  if (output === undefined) {
    shell.stdout.write(text);
    return exitCodes.passed;
  }
  const code = tryWriting(output, () => writeFileSync(resolve(shell.cwd, output), text), shell);
  if (code === exitCodes.passed) shell.stderr.write(`Wrote ${output}\n`);
  return code;
}
