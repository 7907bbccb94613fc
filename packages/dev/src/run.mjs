import { spawnSync } from 'node:child_process';
import process from 'node:process';
import { root } from './root.mjs';

const onWindows = process.platform === 'win32';

/**
 * Runs a program to its end with this terminal and returns its exit code; 3 when it could not be started or was killed.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string }} options
 * @returns {number}
 */
export function run(program, args, { cwd = root } = {}) {
  const { status, error } = spawnSync(program, args, { cwd, stdio: 'inherit', shell: isScript(program) });
  if (error) console.error(`${program} could not be started: ${error.message}`);
  return status ?? 3;
}

/**
 * What a program prints, trimmed; undefined when it is not there or fails.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {string | undefined}
 */
export function outputOf(program, args) {
  const { status, stdout } = spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: isScript(program) });
  return status === 0 ? stdout.trim() : undefined;
}

/** npm, npx and pnpm are scripts on Windows, and only a shell runs scripts there. @param {string} program */
function isScript(program) {
  return onWindows && !program.includes('\\');
}
