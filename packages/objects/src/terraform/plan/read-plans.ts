import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import type { UnknownObjects } from '../../unknown-objects.ts';
import { readYaml } from '../../yaml/read-yaml.ts';
import type { TerraformObject } from '../terraform-object.ts';
import { readPlan } from './read-plan.ts';

/** What the plans in a tree send to clusters. */
export interface PlansRead {
  readonly objects: readonly TerraformObject[];
  readonly unknown: readonly UnknownObjects[];
  readonly files: readonly string[];
}

/**
 * Reads the files that hold what `terraform show -json` says of a plan, told by the keys that only those have; and those
 * that hold a state, which is what a plan came to, where they are asked for and there is no plan.
 */
export function readPlans(tree: SourceTree, { withStates }: { readonly withStates: boolean }): Read<PlansRead> {
  const plans = readFiles(tree, /"planned_values"\s*:/);
  return withStates && plans.result.files.length === 0 ? readFiles(tree, /"root_module"\s*:/) : plans;
}

function readFiles(tree: SourceTree, sign: RegExp): Read<PlansRead> {
  const objects: TerraformObject[] = [];
  const unknown: UnknownObjects[] = [];
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of tree.paths) {
    if (!path.endsWith('.json')) continue;
    const file = tree.read(path);
    if (!isSourceFile(file) || !isShown(file.text) || !sign.test(file.text)) continue;
    files.push(path);
    const { result, diagnostics: troubles } = readYaml(file);
    diagnostics.push(...troubles);
    const [document] = result;
    if (!document) continue;
    const plan = readPlan(document.root);
    objects.push(...plan.result.objects);
    unknown.push(...plan.result.unknown);
    diagnostics.push(...plan.diagnostics);
  }
  return { result: { objects, unknown, files }, diagnostics };
}

function isShown(text: string): boolean {
  return /"format_version"\s*:/.test(text) && /"terraform_version"\s*:/.test(text);
}
