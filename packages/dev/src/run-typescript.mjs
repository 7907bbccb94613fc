/**
 * Runs a TypeScript file of this workshop, which Node 20 cannot do by itself:
 * `node packages/dev/src/run-typescript.mjs FILE [ARGUMENT…]`
 */
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { root } from './root.mjs';

const [file = '', ...args] = process.argv.slice(2);
const outfile = `${root}/packages/dev/node_modules/.run/${path.basename(file, '.ts')}.mjs`;

await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  packages: 'external',
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  define: { 'import.meta.url': JSON.stringify(pathToFileURL(path.resolve(file)).href) },
  logLevel: 'warning',
});
process.argv = [process.execPath, file, ...args];
await import(pathToFileURL(outfile).href);
