import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { rules as allRules } from '@backlint/rules/rules';
import { known } from '@backlint/source/value';
import { loadConfiguration } from '../configuration/load-configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { pathTree } from '../path-tree.ts';
import { type HclSurroundings, hclText } from '../scaffold/hcl-text.ts';
import { scaffoldKinds } from '../scaffold/kinds.ts';
import type { ScaffoldKind } from '../scaffold/scaffold-kind.ts';
import { findSubject, type Subject } from '../scaffold/subject.ts';
import { yamlText } from '../scaffold/yaml-text.ts';
import type { Shell } from '../shell.ts';
import { usageError } from '../usage-error.ts';

/** The options of `backlint scaffold`, as commander hands them over. */
export interface ScaffoldCommandOptions {
  readonly for: string;
  readonly as: 'yaml' | 'terraform';
  readonly output?: string;
  readonly destination?: string;
  readonly endpoint?: string;
  readonly secret?: string;
  /** A path, or false for none; absent looks for one. */
  readonly config?: string | false;
}

/** `backlint scaffold KIND --for CLUSTER [PATH…]`: writes manifests that fit a cluster of the repository. */
export async function scaffoldCommand(
  kind: ScaffoldKind,
  paths: readonly string[],
  options: ScaffoldCommandOptions,
  shell: Shell,
): Promise<number> {
  const found = pathTree(paths.length === 0 ? ['.'] : paths, shell.cwd);
  if (found.kind === 'problem') return usageError(shell, `${found.message}.`);
  const loaded = await loadConfiguration(allRules, options, { root: found.root, cwd: shell.cwd });
  if (loaded.kind === 'problem') return usageError(shell, loaded.message);
  const { objects } = readObjects(loaded.chooseFiles(found.tree)).result;
  const subject = findSubject(readBackupModel(objects, loaded.model), objects, options.for);
  if ('message' in subject) return usageError(shell, subject.message);
  const scaffold = scaffoldKinds[kind](subject, { ...options, now: shell.now });
  if (scaffold.kind === 'problem') return usageError(shell, scaffold.message);
  const text =
    options.as === 'terraform' ? hclText(scaffold.objects, surroundingsOf(subject)) : yamlText(scaffold.objects);
  return write(text, options.output, shell);
}

/** Only a root module can be written into: other modules name their resources differently. */
function surroundingsOf({ namespace, database, model }: Subject): HclSurroundings {
  const isNear = (resource: string) => !resource.startsWith('module.');
  const cluster = database.terraform?.resource;
  if (cluster === undefined || !isNear(cluster)) return { namespace };
  const home = model.managedNamespaces.find(({ name }) => known(name) === namespace)?.terraform?.resource;
  const isReferable = home !== undefined && isNear(home) && home.startsWith('kubernetes_namespace');
  return { namespace, cluster, ...(isReferable ? { namespaceReference: `${home}.metadata[0].name` } : {}) };
}

function write(text: string, output: string | undefined, shell: Shell): number {
  if (output === undefined) {
    shell.stdout.write(text);
    return exitCodes.passed;
  }
  const path = resolve(shell.cwd, output);
  if (existsSync(path)) return usageError(shell, `"${output}" is there already, and was not overwritten.`);
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    shell.stderr.write(
      `backlint: "${output}" cannot be written (${error instanceof Error && 'code' in error ? error.code : error}).\n`,
    );
    return exitCodes.broken;
  }
  shell.stderr.write(`Wrote ${output}\n`);
  return exitCodes.passed;
}
