import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { requireForCommonJs } from './build.mjs';
import { root } from './root.mjs';

const dist = `${root}/action/dist`;

/**
 * The files of the bundled Action, by name: runners start it from the repository as it is, so that it is committed.
 * @returns {Promise<Map<string, string>>}
 */
export async function actionFiles() {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { index: 'action/src/main.ts' },
    outdir: 'action/dist',
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    banner: { js: requireForCommonJs },
    legalComments: 'none',
    write: false,
    logLevel: 'warning',
  });
  const pages = readdirSync(`${root}/rules`)
    .filter((name) => existsSync(`${root}/rules/${name}/README.md`))
    .map(
      (name) => /** @type {const} */ ([`rules/${name}.md`, readFileSync(`${root}/rules/${name}/README.md`, 'utf8')]),
    );
  return new Map([...outputFiles.map((file) => /** @type {const} */ (['index.js', file.text])), ...pages]);
}

async function build() {
  const files = await actionFiles();
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(`${dist}/rules`, { recursive: true });
  for (const [name, text] of files) writeFileSync(`${dist}/${name}`, text);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
