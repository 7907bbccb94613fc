import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBackupModel } from '@backlint/model/read-backup-model';
import { readObjects } from '@backlint/objects/read-objects';
import { configurationPaths, repositoryRoot } from '../configuration/find-configuration.ts';
import { initialConfiguration } from '../configuration/initial-configuration.ts';
import { exitCodes } from '../exit-codes.ts';
import { pathTree } from '../path-tree.ts';
import type { Shell } from '../shell.ts';
import { tryWriting } from '../try-writing.ts';
import { usageError } from '../usage-error.ts';

/** `backlint init [PATH]`: writes a commented configuration from what the repository holds. */
export function initCommand(
  path: string | undefined,
  { force = false }: { readonly force?: boolean },
  shell: Shell,
): number {
  const found = pathTree([path ?? '.'], shell.cwd);
  if (found.kind === 'problem') return usageError(shell, `${found.message}.`);
  const root = repositoryRoot(found.root);
  const there = configurationPaths.find((one) => existsSync(join(root, one)));
  if (there !== undefined && !force) return usageError(shell, `${there} is there already: --force writes a new one.`);
  const model = readBackupModel(readObjects(found.tree).result.objects);
  const target = there ?? configurationPaths[0];
  const write = () => {
    mkdirSync(dirname(join(root, target)), { recursive: true });
    writeFileSync(join(root, target), initialConfiguration(model));
  };
  const code = tryWriting(target, write, shell);
  if (code === exitCodes.passed) {
    shell.stdout.write(`Wrote ${target}. Everything in it is optional; backlint check reads it from now on.\n`);
  }
  return code;
}
