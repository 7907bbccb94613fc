import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { root } from './root.mjs';
import { outputOf, run } from './run.mjs';

const stampFolder = `${root}/node_modules/.backlint`;
const stampFile = `${stampFolder}/installed`;

/**
 * Installs what the lockfile pins, unless exactly that is installed already. Returns the exit code of the installer.
 * @returns {number}
 */
export function installWhenNeeded() {
  const wanted = fingerprint();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return 0;

  const code = install();
  if (code !== 0) {
    console.error('\nThe dependencies could not be installed; the lines above say why. Nothing else was run.');
    return code;
  }
  mkdirSync(stampFolder, { recursive: true });
  writeFileSync(stampFile, wanted);
  return 0;
}

function install() {
  const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const version = packageManager.slice('pnpm@'.length);
  const args = ['install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];
  console.log(`Installing dependencies with pnpm ${version} (this time only).`);
  if (outputOf('pnpm', ['--version']) === version) return run('pnpm', args);
  return run('npx', ['--yes', packageManager, ...args]);
}

/** Changes whenever an installation could come out differently. */
function fingerprint() {
  const hash = createHash('sha256');
  hash.update([process.platform, process.arch, process.versions.node.split('.')[0]].join(' '));
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packageFiles()]) {
    hash.update(`\0${file}\0`).update(readFileSync(`${root}/${file}`));
  }
  return hash.digest('hex');
}

function packageFiles() {
  const folders = readdirSync(`${root}/packages`).map((name) => `packages/${name}`);
  return ['.', 'rules', 'action', 'bot', ...folders.sort()]
    .map((folder) => `${folder}/package.json`)
    .filter((file) => existsSync(`${root}/${file}`));
}
