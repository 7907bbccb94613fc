import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { root } from './root.mjs';
import { run } from './run.mjs';

const resultsFile = `${root}/node_modules/.backlint/tests.json`;

/**
 * Runs every stage, also after one has failed, and closes with the plain line `N passed, N failed`: the numbers of the
 * tests, with one failure more for each other stage that failed. Returns the code of the first stage that failed.
 * @param {readonly string[]} filters which test files to run; all of them when empty
 * @returns {number}
 */
export function runTests(filters) {
  const types = runStage('Types', 'typescript/bin/tsc', ['-p', '.']);
  const lint = runStage('Format and lint', '@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.']);
  const unused = runStage('Unused code', 'knip/bin/knip.js', ['--no-progress']);
  rmSync(resultsFile, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`];
  const tests = runStage('Tests', 'vitest/vitest.mjs', ['run', ...reporters, ...filters]);

  const stages = [types, lint, unused];
  const { passed, failed } = countTests(tests.code);
  heading('Summary');
  for (const { name, code, seconds } of stages) console.log(`${name}: ${code === 0 ? 'ok' : 'failed'} (${seconds} s)`);
  console.log(`${tests.name}: ${passed} passed, ${failed} failed (${tests.seconds} s)\n`);
  console.log(`${passed} passed, ${failed + stages.filter(({ code }) => code !== 0).length} failed`);
  return [...stages, tests].find(({ code }) => code !== 0)?.code ?? 0;
}

/**
 * @param {string} name
 * @param {string} script the tool's entry inside node_modules
 * @param {readonly string[]} args
 */
function runStage(name, script, args) {
  heading(name);
  const start = performance.now();
  const code = run(process.execPath, [path.join(root, 'node_modules', script), ...args]);
  return { name, code, seconds: ((performance.now() - start) / 1000).toFixed(1) };
}

/** @param {string} title */
function heading(title) {
  console.log(`\n── ${title} ${'─'.repeat(60 - title.length)}\n`);
}

/** A file that cannot even be loaded has no tests to count, and is a failure all the same. @param {number} code */
function countTests(code) {
  if (!existsSync(resultsFile)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(resultsFile, 'utf8'));
  const broken = testResults.filter(isBroken).length;
  const failed = numFailedTests + broken;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** @param {{ status: string, assertionResults: readonly { status: string }[] }} file */
function isBroken({ status, assertionResults }) {
  return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
}
