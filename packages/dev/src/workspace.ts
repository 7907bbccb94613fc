import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** The part of a package.json that decides what may be imported. */
export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** One package of this repository. */
export interface WorkspacePackage {
  /** The name of its folder, which is also how ARCHITECTURE.md calls it. */
  readonly name: string;
  /** The folder of its source files, relative to the root. */
  readonly sources: string;
  readonly manifest: Manifest;
}

/** Every package of this repository, except for the workspace itself, in alphabetical order. */
export function workspacePackages(): readonly WorkspacePackage[] {
  const inPackages = readdirSync(join(root, 'packages')).map((name) => ({ name, folder: `packages/${name}` }));
  const beside = ['action', 'bot', 'rules'].map((name) => ({ name, folder: name }));
  return [...beside, ...inPackages]
    .filter(({ folder }) => existsSync(join(root, folder, 'package.json')))
    .map(({ name, folder }) => ({
      name,
      sources: name === 'rules' ? folder : `${folder}/src`,
      manifest: readManifest(folder),
    }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** The package.json of a folder. */
export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
}

/** Every file that people wrote under a folder of this repository, by its path relative to the root, in order. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !notWritten.has(name))
    .map((entry) => ({ entry, path: folder === '.' ? entry.name : `${folder}/${entry.name}` }))
    .flatMap(({ entry, path }) => (entry.isDirectory() ? filesUnder(path) : [path]))
    .sort();
}

const notWritten = new Set(['.git', 'node_modules', 'dist']);
