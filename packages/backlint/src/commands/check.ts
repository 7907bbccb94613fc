import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Rule, Severity } from '@backlint/lint/rule';
import type { Report } from '@backlint/report/report';
import { verdictOf } from '@backlint/report/verdict';
import { visibleText } from '@backlint/report/visible-text';
import { rules as allRules } from '@backlint/rules/rules';
import { rememberingTree, type SourceTree } from '@backlint/source/source-tree';
import { type CheckedTree, check } from '../check.ts';
import { chooseRules } from '../choose-rules.ts';
import { usesColor } from '../color.ts';
import type { Profile } from '../configuration/configured-rules.ts';
import { versionsOf } from '../configuration/versions-of.ts';
import { exitCodes } from '../exit-codes.ts';
import type { fixFiles as FixFiles } from '../fix/fix-files.ts';
import type { FixKind } from '../fix/fix-kind.ts';
import { type FormatChoice, type FormatContext, formats } from '../formats.ts';
import { openTree, renderChartsIn } from '../open-tree.ts';
import { withProgress } from '../reading-progress.ts';
import type { Shell } from '../shell.ts';
import { tryWriting } from '../try-writing.ts';
import { didYouMean, usageError } from '../usage-error.ts';
import { version } from '../version.ts';

/** The options of `backlint check`, as commander hands them over. */
export interface CheckCommandOptions {
  readonly format: readonly FormatChoice[];
  /** Absent leaves it to the configuration. */
  readonly failOn?: Severity;
  /** A path, or false for none; absent looks for one. */
  readonly config?: string | false;
  readonly profile?: Profile;
  /** False shows also what is ignored. */
  readonly ignores: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly varFile: readonly string[];
  /** False where Helm must not be run. */
  readonly helm: boolean;
  readonly operatorVersion?: string;
  readonly pluginVersion?: string;
  readonly fix?: FixKind;
  readonly diff?: boolean;
  readonly baseline?: string;
  /** Only what has changed since this commit is told. */
  readonly changedSince?: string;
  /** What standard input is called in messages; its ending tells the language. */
  readonly stdinName: string;
  readonly watch?: boolean;
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
  if (!options.watch) return checkOnce(paths, options, commands, shell);
  const { watchFolder } = await import('../watch.ts');
  return watchFolder(shell.cwd, () => checkOnce(paths, options, commands, shell), shell);
}

async function checkOnce(
  named: readonly string[],
  options: CheckCommandOptions,
  commands: readonly string[],
  shell: Shell,
): Promise<number> {
  const opened = await openTree(named, options, shell);
  if (opened.kind === 'problem') {
    const hint = opened.path === undefined ? '' : didYouMean(opened.path, commands);
    return usageError(shell, `${opened.message}${hint}`);
  }
  const { tree: files, paths, root, pathPrefix, variableFiles, loaded } = opened;
  const chosen = chooseRules(allRules, loaded.rules, options.only, options.skip);
  if (chosen.kind === 'problem') return usageError(shell, chosen.message);
  const outputs = options.format.length === 0 ? [{ name: 'pretty' }] : options.format;
  if (outputs.filter(({ file }) => file === undefined).length > 1) {
    return usageError(shell, 'only one format can go to standard output; give the others a file: --format json=FILE.');
  }
  if (options.diff && options.format.some(({ file }) => file === undefined)) {
    return usageError(shell, 'the diff goes to standard output; give the format a file: --format json=FILE.');
  }
  const baseline = await readBaselineOption(options.baseline, chosen.rules, shell.cwd);
  if (baseline.kind === 'problem') return usageError(shell, baseline.message);

  const renderedCharts = await renderChartsIn(opened, options, shell);
  const isFixing = options.fix !== undefined || options.diff === true;
  // What is judged and what is edited must be the same text, also while somebody works on the files.
  const tree = isFixing ? { ...files, ...rememberingTree(files) } : files;
  const known = {
    ...loaded.model,
    ...versionsOf(options),
    waivers: loaded.waivers,
    tiers: loaded.tiers,
    ignores: options.ignores,
  };
  const judge = (judged: CheckedTree) =>
    baseline.apply(check(judged, { ...known, variableFiles, renderedCharts, now: shell.now, rules: chosen.rules }));
  const checked = judgeWithProgress(tree, judge, shell);
  const report = isFixing ? await fixed(tree, checked, judge, { ...options, pathPrefix, root, paths, shell }) : checked;
  if (report === undefined) return exitCodes.broken;
  const told = await toldReport(report, options, root, judge);
  if ('message' in told) return usageError(shell, told.message);
  const context: FormatContext = {
    ...contextOf(options, shell),
    pathPrefix,
    rules: chosen.rules,
    async survey() {
      const { surveyOf } = await import('../survey/page-survey.ts');
      return surveyOf(tree, { ...known, variableFiles, renderedCharts, now: shell.now }, loaded.maintenance);
    },
    async link() {
      const { forgeLinkOf } = await import('../survey/forge-link.ts');
      return forgeLinkOf(root, shell.env);
    },
  };
  for (const output of options.diff && options.format.length === 0 ? [] : outputs) {
    const code = await write(output, told, context, shell);
    if (code !== exitCodes.passed) return code;
  }
  reportFailures(report, shell);
  if (!options.quiet) reportGone(report, shell);
  return exitCodes[verdictOf(told, options.failOn ?? loaded.failOn)];
}

function judgeWithProgress(tree: CheckedTree, judge: (tree: CheckedTree) => Report, { stderr }: Shell): Report {
  const progress = withProgress(tree, stderr);
  try {
    return judge(progress.tree);
  } finally {
    progress.clear();
  }
}

/** The report on the files after fixing; undefined where they could not be written. */
async function fixed(...args: Parameters<typeof FixFiles>): Promise<Report | undefined> {
  const { fixFiles } = await import('../fix/fix-files.ts');
  return fixFiles(...args);
}

/** The report, or what of it is news since a commit. */
async function toldReport(
  report: Report,
  { changedSince: ref }: CheckCommandOptions,
  root: string,
  judge: (tree: SourceTree) => Report,
): Promise<Report | { readonly message: string }> {
  if (ref === undefined) return report;
  const { changedSince } = await import('../changed-since.ts');
  return changedSince(report, ref, root, judge);
}

/** Reads the baseline, where one is asked for; otherwise a report stays as it is. */
async function readBaselineOption(file: string | undefined, rules: readonly Rule[], cwd: string) {
  if (file === undefined) return { kind: 'baseline' as const, apply: (report: Report) => report };
  const { readBaseline } = await import('../baseline/read-baseline.ts');
  const { withBaseline } = await import('../baseline/with-baseline.ts');
  const read = readBaseline(file, cwd);
  if (read.kind === 'problem') return read;
  return { kind: 'baseline' as const, apply: (report: Report) => withBaseline(report, read.entries, rules) };
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

/** Writes one format; returns the exit code for how that went. */
async function write(
  { name, file }: FormatChoice,
  report: Report,
  context: FormatContext,
  shell: Shell,
): Promise<number> {
  const text = (await formats[name]?.(report, file === undefined ? context : { ...context, color: false })) ?? '';
  if (file !== undefined) return tryWriting(file, () => writeFileSync(resolve(shell.cwd, file), text), shell);
  shell.stdout.write(text);
  return exitCodes.passed;
}

/** A rule that throws is our bug: whoever reports it needs the stack. */
function reportFailures({ failures }: Report, { stderr }: Shell): void {
  for (const { rule, error } of failures) {
    stderr.write(`backlint: the rule ${rule} failed, which is a bug of backlint. Please report it with these lines:\n`);
    stderr.write(`${error.stack ?? error.message}\n`);
  }
}

/** What is no longer found belongs out of the baseline: it would hide the same mistake made again. */
function reportGone({ baseline }: Report, { stderr }: Shell): void {
  if (!baseline || baseline.gone.length === 0) return;
  stderr.write('backlint: no longer found, so the baseline can do without:\n');
  for (const { rule, message } of baseline.gone) stderr.write(`  ${visibleText(message)} [${visibleText(rule)}]\n`);
}
