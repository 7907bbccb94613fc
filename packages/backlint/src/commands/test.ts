import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { lint } from '@backlint/lint/lint';
import type { Rule } from '@backlint/lint/rule';
import { readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { plural } from '@backlint/report/plural';
import { visibleText } from '@backlint/report/visible-text';
import { type Expectation, type MarkdownCase, markdownCases } from '@backlint/rules/markdown-cases';
import { startPosition } from '@backlint/source/position';
import { memoryTree } from '@backlint/source/source-tree';
import { findConfiguration } from '../configuration/find-configuration.ts';
import { readConfiguration } from '../configuration/read-configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { compileHouseRule } from '../house-rules/house-rule-check.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';

/** `backlint test`: runs the cases of the rules that the configuration declares, as backlint's own rules are tested. */
export function testCommand({ config }: { readonly config?: string }, shell: Shell): number {
  const found =
    config === undefined ? findConfiguration(shell.cwd) : ({ kind: 'file', path: resolve(shell.cwd, config) } as const);
  if (found.kind === 'problem') return usageError(shell, found.message);
  if (found.kind === 'none') return usageError(shell, 'there is no configuration here, so there are no rules to test.');
  const file = readText(found.path);
  if (file === undefined) return usageError(shell, `"${config ?? found.path}" cannot be read.`);
  const read = readConfiguration({ path: relative(shell.cwd, found.path), text: file });
  if (read.kind === 'problem')
    return usageError(shell, `the configuration is not valid:\n  ${read.messages.join('\n  ')}`);
  const { houseRules = [] } = read.configuration;
  if (houseRules.length === 0) return usageError(shell, 'the configuration declares no houseRules.');
  let [passed, failed] = [0, 0];
  for (const houseRule of houseRules) {
    const compiled = compileHouseRule(houseRule);
    const page = houseRule.cases === undefined ? undefined : readText(join(dirname(found.path), houseRule.cases));
    if (compiled.kind === 'problem' || page === undefined) {
      failed++;
      shell.stdout.write(
        `failed ${houseRule.id}: ${page === undefined ? missingCases(houseRule.cases) : 'it does not compile'}\n`,
      );
      continue;
    }
    for (const one of markdownCases(page)) {
      const problems = problemsOf(compiled.rule, one);
      if (problems.length === 0) passed++;
      else failed++;
      const title = `${houseRule.id}: ${visibleText(one.title)}`;
      shell.stdout.write(
        problems.length === 0
          ? `ok ${title}\n`
          : `failed ${title}\n${problems.map((line) => `  ${visibleText(line)}\n`).join('')}`,
      );
    }
  }
  shell.stdout.write(`${plural(passed, 'case')} passed, ${failed} failed\n`);
  return failed === 0 ? exitCodes.passed : exitCodes.failed;
}

function missingCases(path: string | undefined): string {
  return path === undefined ? 'it has no cases' : `its cases cannot be read from "${path}"`;
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** What a rule says that a case does not expect, and what it expects that the rule does not say. */
function problemsOf(rule: Rule, { files, expected }: MarkdownCase): readonly string[] {
  const objects = readObjects(memoryTree(files));
  const said = lint(readBackupModel(objects.result.objects), [rule], { now: new Date(0) });
  const placed = [
    ...said.findings.map(({ at, message }) => ({ outcome: 'finding' as const, ...placeOf(at.range), message })),
    ...said.undecided.map(({ at, why }) => ({ outcome: 'undecided' as const, ...placeOf(at.range), message: why })),
    ...said.upheld.map(({ at, message }) => ({ outcome: 'upheld' as const, ...placeOf(at.range), message })),
  ];
  const isExpected = (one: Expectation) => expected.some((other) => matches(other, one));
  const isSaid = (one: Expectation) => placed.some((other) => matches(one, other));
  return [
    ...objects.diagnostics.map(({ message, at }) => `${placeText(placeOf(at))}: ${message}`),
    ...expected
      .filter((one) => !isSaid(one))
      .map((one) => `${placeText(one)}: expected ${one.outcome} ${one.message}`.trimEnd()),
    ...placed
      .filter((one) => one.outcome !== 'upheld' && !isExpected(one))
      .map((one) => `${placeText(one)}: unexpected ${one.outcome}: ${one.message}`),
  ];
}

function matches(expected: Expectation, said: Expectation): boolean {
  const isThere = expected.path === said.path && expected.line === said.line;
  return isThere && expected.outcome === said.outcome && said.message.includes(expected.message);
}

function placeOf(range: Parameters<typeof startPosition>[0]) {
  return { path: range.file.path, line: startPosition(range).line };
}

function placeText({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${path}:${line}`;
}
