import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { root } from './root.mjs';

const dist = `${root}/packages/backlint/dist`;
const stampFile = `${dist}/.built-from.json`;

/** What decides about the bundle without being in it. */
const recipe = ['packages/dev/src/build.mjs', 'pnpm-lock.yaml'];

/**
 * Builds the command line that `packages/backlint/bin/backlint.js` starts, unless it was built from these very sources.
 * @returns {Promise<void>}
 */
export async function buildWhenNeeded() {
  if (!isFresh()) await build();
}

/**
 * Bundles the command line: one small entry and chunks loaded on demand, so that `--version` pays for nothing else. The
 * code stays readable for stack traces: minified it starts no faster.
 * @returns {Promise<void>}
 */
async function build() {
  const { outputFiles, metafile } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { backlint: 'packages/backlint/src/main.ts' },
    outdir: 'packages/backlint/dist',
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
  const shipped = [...readRulePages(), ...readSchemas()];
  const bundled = Object.keys(metafile.inputs).filter((file) => !file.includes('node_modules/'));
  const inputs = [...recipe, ...bundled, ...shipped.map(({ source }) => source)].sort();
  replaceDist([
    ...outputFiles.map((file) => ({ name: path.relative(dist, file.path), text: file.text })),
    ...shipped,
    {
      name: path.basename(stampFile),
      text: JSON.stringify(Object.fromEntries(inputs.map((file) => [file, hashOf(file)]))),
    },
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
 * @param {readonly { name: string, text: string }[]} files
 */
function replaceDist(files) {
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

function isFresh() {
  if (!existsSync(stampFile) || !existsSync(`${dist}/backlint.js`)) return false;
  const builtFrom = Object.entries(JSON.parse(readFileSync(stampFile, 'utf8')));
  return builtFrom.every(([file, hash]) => existsSync(`${root}/${file}`) && hashOf(file) === hash);
}

/** @param {string} file relative to the root */
function hashOf(file) {
  return createHash('sha256')
    .update(readFileSync(`${root}/${file}`))
    .digest('base64');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
