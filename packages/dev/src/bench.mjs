/** Measures what the README promises, each figure beside its promise: `pnpm bench`. Nothing here is a test. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { measurePage } from './bench-page.mjs';
import { terraformText, writeDatabases, writeRepository } from './bench-trees.mjs';
import { buildWhenNeeded, requireForCommonJs } from './build.mjs';
import { root } from './root.mjs';

const backlint = `${root}/packages/backlint/bin/backlint.js`;
const megabyte = 1024 * 1024;

await buildWhenNeeded();
const folder = mkdtempSync(path.join(os.tmpdir(), 'backlint-bench-'));
try {
  await measureAll();
} finally {
  rmSync(folder, { recursive: true });
}

async function measureAll() {
  console.log(`Node ${process.versions.node} on ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}\n`);
  printRow('', 'measured', 'promised', '× node -e 0', '');
  const bare = medianRun(10, ['-e', '0']);
  /** @param {number} milliseconds */
  const ratio = (milliseconds) => (milliseconds / bare).toFixed(1);

  printRow('node -e 0', inWords(bare), '', '1.0', '');
  const version = medianRun(10, [backlint, '--version']);
  printRow('backlint --version', inWords(version), '≤ 120 ms', ratio(version), '');

  for (const { files, runs, promised } of [
    { files: 50, runs: 10, promised: '≤ 300 ms' },
    { files: 1_000, runs: 5, promised: '≤ 500 ms' },
    { files: 35_000, runs: 3, promised: '≤ 5 s, ≤ 512 MB' },
  ]) {
    const repository = path.join(folder, String(files));
    writeRepository(repository, files);
    const command = [backlint, 'check', repository];
    const time = medianRun(runs, command);
    const speed = Math.round((files / time) * 1000).toLocaleString('en');
    const more = `${speed} files/s, ${Math.round(peakOf(command) / megabyte)} MB at most`;
    printRow(`check ${files.toLocaleString('en')} files`, inWords(time), promised, ratio(time), more);
  }

  const databases = path.join(folder, 'databases');
  writeDatabases(databases, 1_000);
  for (const surface of ['posture', 'timeline']) {
    const time = medianRun(5, [backlint, surface, databases]);
    printRow(`${surface} of 1,000 databases`, inWords(time), '≤ 1 s', ratio(time), '');
  }
  const page = path.join(folder, 'report.html');
  const time = medianRun(3, [backlint, 'check', databases, '--format', `html=${page}`]);
  const size = `${(statSync(page).size / 1e6).toFixed(1)} MB`;
  printRow('their HTML report', size, '≤ 5 MB', ratio(time), `written in ${inWords(time)}; ${await measurePage(page)}`);

  const hcl = await medianParse(50);
  printRow('parse 3,000 lines of HCL, warm', inWords(hcl), '≤ 5 ms', ratio(hcl), '');
}

/**
 * The median duration in milliseconds of so many runs, each in a process of its own.
 * @param {number} runs
 * @param {readonly string[]} args
 */
function medianRun(runs, args) {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    runNode(args);
    return performance.now() - start;
  });
  return median(times);
}

/** The most resident memory a run takes, in bytes. @param {readonly string[]} args */
function peakOf(args) {
  const reportPeak = "process.on('exit',()=>require('fs').writeSync(3,String(process.resourceUsage().maxRSS)))";
  const preload = path.join(folder, 'report-peak.cjs');
  writeFileSync(preload, reportPeak);
  return Number(runNode(['--require', preload, ...args])) * 1024;
}

/** Runs Node and returns what it writes to its fourth file. @param {readonly string[]} args */
function runNode(args) {
  const { status, stderr, output } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  // 1 is the code of a check with findings; any other ending is no measurement.
  if (status !== 0 && status !== 1) throw new Error(`node ${args.join(' ')} ended with ${status}:\n${stderr}`);
  return output[3] ?? '';
}

/** Parses the same text so many times and measures the second half. @param {number} runs */
async function medianParse(runs) {
  const outfile = path.join(folder, 'parse-hcl.mjs');
  await esbuild.build({
    entryPoints: [`${root}/packages/hcl/src/parse-hcl.ts`],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    banner: { js: requireForCommonJs },
  });
  const { parseHcl } = await import(pathToFileURL(outfile).href);
  const file = { path: 'main.tf', text: terraformText(3_000) };
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    const { diagnostics } = parseHcl({ ...file });
    if (diagnostics.length > 0) throw new Error(`The Terraform of this benchmark is wrong: ${diagnostics[0].message}`);
    return performance.now() - start;
  });
  return median(times.slice(runs / 2));
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/** @param {number} milliseconds */
function inWords(milliseconds) {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(2)} s`;
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds)} ms`;
}

/** @param {readonly [string, string, string, string, string]} cells */
function printRow(...[what, measured, promised, ratio, more]) {
  console.log(
    `${what.padEnd(32)}${measured.padStart(10)}  ${promised.padEnd(17)}${ratio.padStart(11)}  ${more}`.trimEnd(),
  );
}
