import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { exitCodes } from '../exit-codes.ts';
import { openTree } from '../open-tree.ts';
import type { ScaffoldKind } from '../scaffold/scaffold-kind.ts';
import { scaffoldText } from '../scaffold/scaffold-text.ts';
import type { Shell } from '../shell.ts';
import { tryWriting } from '../try-writing.ts';
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
  const opened = await openTree(paths, options, shell);
  if (opened.kind === 'problem') return usageError(shell, opened.message);
  const scaffold = scaffoldText(opened.tree, opened.loaded.model, { ...options, kind, now: shell.now });
  return 'message' in scaffold ? usageError(shell, scaffold.message) : write(scaffold.text, options.output, shell);
}

function write(text: string, output: string | undefined, shell: Shell): number {
  if (output === undefined) {
    shell.stdout.write(text);
    return exitCodes.passed;
  }
  const path = resolve(shell.cwd, output);
  if (existsSync(path)) return usageError(shell, `"${output}" is there already, and was not overwritten.`);
  const code = tryWriting(output, () => writeFileSync(path, text, { flag: 'wx' }), shell);
  if (code === exitCodes.passed) shell.stderr.write(`Wrote ${output}\n`);
  return code;
}
