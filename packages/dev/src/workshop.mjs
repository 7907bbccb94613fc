import process from 'node:process';
import { installWhenNeeded } from './install.mjs';
import { root } from './root.mjs';
import { run } from './run.mjs';

/** The story that `npm start` shows when it is given nothing to check. */
const exampleStory = 'fixtures/woodpecker-before/repo';

/**
 * `start [PATH…]` or `test [FILTER…]`: installs and builds what is missing, then does it. Returns the exit code.
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export async function runWorkshop([command, ...args]) {
  const installed = installWhenNeeded();
  if (installed !== 0) return installed;

  const { buildWhenNeeded } = await import('./build.mjs');
  await buildWhenNeeded();

  if (command === 'start') return args.length === 0 ? showExample() : check(args);
  const { runTests } = await import('./tests.mjs');
  return runTests(args);
}

/** Findings are what the example is there to show, so they do not make it fail. */
function showExample() {
  console.log(`backlint check ${exampleStory}\n`);
  const code = run(process.execPath, [backlint, 'check', exampleStory]);
  if (code > 1) return code;
  console.log(`\nThat was an example; by itself backlint would have exited with ${code}.`);
  console.log('To check your own files: npm start -- PATH, or npx backlint PATH.');
  return 0;
}

/** Paths are meant relative to where npm was called, which is not where npm runs its scripts. @param {string[]} paths */
function check(paths) {
  return run(process.execPath, [backlint, 'check', ...paths], { cwd: process.env.INIT_CWD ?? process.cwd() });
}

const backlint = `${root}/packages/backlint/bin/backlint.js`;
