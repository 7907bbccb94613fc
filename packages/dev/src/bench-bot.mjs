/** Bundles and runs the measurements of the bot, which need the test servers: `pnpm bench:bot`. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { buildWhenNeeded, requireForCommonJs } from './build.mjs';
import { root } from './root.mjs';

await buildWhenNeeded();
const folder = mkdtempSync(path.join(os.tmpdir(), 'backlint-bench-'));
try {
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['bot/src/testing/bench-bot.ts', 'bot/src/testing/bench-sender.ts'],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    banner: { js: requireForCommonJs },
    logLevel: 'warning',
  });
  await import(pathToFileURL(path.join(folder, 'bench-bot.mjs')).href);
} finally {
  rmSync(folder, { recursive: true });
}
