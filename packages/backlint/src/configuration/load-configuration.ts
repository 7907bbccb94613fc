import { readFileSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { Ignore } from '@backlint/lint/ignores/ignore';
import type { Rule, Severity } from '@backlint/lint/rule';
import type { Tier } from '@backlint/lint/tier';
import type { ModelOptions } from '@backlint/model/read-backup-model';
import type { MaintenanceWindow } from '@backlint/model/timeline/maintenance-window';
import type { CheckedTree } from '../check.ts';
import { findConfiguration } from './find-configuration.ts';
import type { Configuration } from './schema.ts';

/** All that a configuration decides about a check. */
export interface LoadedConfiguration {
  readonly kind: 'loaded';
  /** Where it was read; absent where there is none. */
  readonly path?: string;
  readonly configuration: Configuration;
  readonly rules: readonly Rule[];
  readonly failOn: Severity;
  readonly waivers: readonly Ignore[];
  readonly tiers: readonly Tier[];
  readonly maintenance: readonly MaintenanceWindow[];
  readonly model: ModelOptions;
  chooseFiles(tree: CheckedTree): CheckedTree;
}

/** A configuration, or what is wrong with it, a line for each problem. */
export type ConfigurationLoad = LoadedConfiguration | { readonly kind: 'problem'; readonly message: string };

/** How somebody asks for a configuration on the command line. */
export interface ConfigurationWishes {
  /** A path; `false` for none at all; undefined to look for one. */
  readonly config?: string | false | undefined;
  readonly profile?: Configuration['profile'];
}

/** Reads the configuration for a check of `root`; its own file is named by its path from there. */
export async function loadConfiguration(
  allRules: readonly Rule[],
  { config, profile }: ConfigurationWishes,
  { root, cwd }: { readonly root: string; readonly cwd: string },
): Promise<ConfigurationLoad> {
  const found = foundBy(config, root, cwd);
  if (found.kind === 'problem') return found;
  if (found.kind === 'none' && profile === undefined) return unconfigured(allRules);
  // Most checks need no configuration, and then nothing of all this is loaded.
  const { readConfiguration } = await import('./read-configuration.ts');
  const { applied } = await import('./applied.ts');
  if (found.kind === 'none') return applied(allRules, readConfiguration({ path: '', text: '' }), profile);
  try {
    const path = relative(root, found.path).split(sep).join('/');
    const read = readConfiguration({ path, text: readFileSync(found.path, 'utf8') });
    return applied(allRules, read, profile, found.path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { kind: 'problem', message: `"${config ?? found.path}" cannot be read (${error.code}).` };
  }
}

function foundBy(config: string | false | undefined, root: string, cwd: string) {
  if (config === false) return { kind: 'none' } as const;
  return config === undefined ? findConfiguration(root) : ({ kind: 'file', path: resolve(cwd, config) } as const);
}

function unconfigured(rules: readonly Rule[]): LoadedConfiguration {
  return {
    kind: 'loaded',
    configuration: {},
    rules,
    failOn: 'error',
    waivers: [],
    tiers: [],
    maintenance: [],
    model: {},
    chooseFiles: (tree) => tree,
  };
}
