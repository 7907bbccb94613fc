import { evaluate } from '@backlint/hcl/evaluate/evaluate';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import { parseHcl } from '@backlint/hcl/parse-hcl';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { Node } from '@backlint/source/node';
import { compareText, directoryOf, isSourceFile, type SourceTree } from '@backlint/source/source-tree';

/** What the variable files of a root module set, and the files. */
export interface VariableFiles {
  readonly values: ReadonlyMap<string, Node>;
  readonly files: readonly string[];
}

/**
 * Reads the values that Terraform takes from files of its own accord (`terraform.tfvars`, then `*.auto.tfvars`), and from
 * files it is told to read. Later files win.
 */
export function readVariableFiles(
  tree: SourceTree,
  directory: string,
  scope: Scope,
  extra: readonly string[] = [],
): Read<VariableFiles> {
  const values = new Map<string, Node>();
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of [...automaticFiles(tree, directory), ...extra]) {
    const file = tree.read(path);
    if (!isSourceFile(file)) {
      diagnostics.push(file ?? missing(path));
      continue;
    }
    files.push(path);
    const { result, diagnostics: troubles } = parseHcl(file);
    diagnostics.push(...troubles);
    for (const [name, { value }] of result.attributes) values.set(name, evaluate(value, scope));
  }
  return { result: { values, files }, diagnostics };
}

function missing(path: string): Diagnostic {
  const message = 'This file was to set variables, and it is not there.';
  return { code: 'terraform-variable-file', message, at: { file: { path, text: '' }, start: 0, end: 0 } };
}

function automaticFiles(tree: SourceTree, directory: string): readonly string[] {
  const own = tree.paths.filter((path) => directoryOf(path) === directory);
  const fixed = own.filter((path) => /(?:^|\/)terraform\.tfvars(?:\.json)?$/.test(path));
  const automatic = own.filter((path) => /\.auto\.tfvars(?:\.json)?$/.test(path));
  return [...fixed.sort(compareText), ...automatic.sort(compareText)];
}
