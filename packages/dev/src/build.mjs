import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from './root.mjs';

/**
 * A part of backlint that ships as a bundle.
 * @typedef {object} Bundle
 * @property {string} dist relative to the root
 * @property {Readonly<Record<string, string>>} entryPoints by the name of their file in `dist`
 * @property {() => readonly { name: string, source: string, text: string }[]} readShipped what goes with the code
 */

/** @type {readonly Bundle[]} */
const bundles = [
  {
    dist: 'packages/backlint/dist',
    entryPoints: { backlint: 'packages/backlint/src/main.ts' },
    readShipped: () => [...readRulePages(), ...readSchemas()],
  },
  {
    dist: 'bot/dist',
    entryPoints: { bot: 'bot/src/main.ts', engine: 'bot/src/engine/main.ts' },
    readShipped: readRulePages,
  },
];

const stampName = '.built-from.json';

/** What decides about the bundles without being in them. */
const recipe = ['packages/dev/src/build.mjs', 'pnpm-lock.yaml'];

/**
 * Builds the command line that `packages/backlint/bin/backlint.js` starts and the bot that `bot/bin/backlint-bot.js` does,
 * unless they were built from these very sources.
 * @returns {Promise<void>}
 */
export async function buildWhenNeeded() {
  for (const bundle of bundles) if (!isFresh(bundle)) await build(bundle);
}

/**
 * Bundles what starts and chunks loaded on demand, so that `--version` pays for nothing else. The code stays readable for
 * stack traces: minified it starts no faster.
 * @param {Bundle} bundle
 * @returns {Promise<void>}
 */
async function build({ dist, entryPoints, readShipped }) {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints,
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    banner: { js: requireForCommonJs },
    write: false,
    metafile: true,
    logLevel: 'warning',
  });
  const shipped = readShipped();
  const bundled = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules/'));
  const inputs = [...recipe, ...bundled, ...shipped.map(({ source }) => source)].sort();
  replaceDist(`${root}/${dist}`, [
    ...outputFiles.map((file) => ({ name: path.relative(`${root}/${dist}`, file.path), text: file.text })),
    ...shipped,
    { name: stampName, text: JSON.stringify(Object.fromEntries(inputs.map((file) => [file, hashOf(file)]))) },
  ]);
}

/** Some dependencies are CommonJS and ask for Node's own modules with `require`, which ES modules do not have. */
export const requireForCommonJs =
  "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);";

/** The page of each rule, so that `backlint explain` needs no network. */
function readRulePages() {
  return readdirSync(`${root}/rules`, { withFileTypes: true })
    .map(({ name }) => ({ name: `rules/${name}.md`, source: `rules/${name}/README.md` }))
    .filter(({ source }) => existsSync(`${root}/${source}`))
    .map(({ name, source }) => ({ name, source, text: readFileSync(`${root}/${source}`, 'utf8') }));
}

/** The schemas of what backlint writes, for programs that read it, and of what it is told, for editors. */
function readSchemas() {
  return ['packages/report/schema', 'packages/backlint/schema']
    .flatMap((folder) => readdirSync(`${root}/${folder}`).map((name) => ({ name, source: `${folder}/${name}` })))
    .map(({ name, source }) => ({ name: `schema/${name}`, source }))
    .map(({ name, source }) => ({ name, source, text: readFileSync(`${root}/${source}`, 'utf8') }));
}

/**
 * Writes the new files before it removes what is left of the old, so that a running backlint finds its chunks.
 * @param {string} dist
 * @param {readonly { name: string, text: string }[]} files
 */
function replaceDist(dist, files) {
  for (const { name, text } of files) {
    mkdirSync(path.dirname(path.join(dist, name)), { recursive: true });
    writeFileSync(path.join(dist, name), text);
  }
  const kept = new Set(files.map(({ name }) => path.normalize(name)));
  for (const name of readdirSync(dist, { recursive: true, withFileTypes: true }))
    if (name.isFile()) {
      const file = path.join(name.parentPath, name.name);
      if (!kept.has(path.relative(dist, file))) rmSync(file);
    }
}

/** @param {Bundle} bundle */
function isFresh({ dist, entryPoints }) {
  const stampFile = `${root}/${dist}/${stampName}`;
  const isThere = Object.keys(entryPoints).every((name) => existsSync(`${root}/${dist}/${name}.js`));
  if (!isThere || !existsSync(stampFile)) return false;
  const builtFrom = Object.entries(JSON.parse(readFileSync(stampFile, 'utf8')));
  return builtFrom.every(([file, hash]) => existsSync(`${root}/${file}`) && hashOf(file) === hash);
}

/** @param {string} file relative to the root */
function hashOf(file) {
  return createHash('sha256')
    .update(readFileSync(`${root}/${file}`))
    .digest('base64');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  for (const bundle of bundles) await build(bundle);
