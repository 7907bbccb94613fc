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

/** Reads the files that hold what `terraform show -json` says of a plan, told by the keys that only those have. */
export function readPlans(tree: SourceTree): Read<PlansRead> {
  const objects: TerraformObject[] = [];
  const unknown: UnknownObjects[] = [];
  const files: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const path of tree.paths) {
    if (!path.endsWith('.json')) continue;
    const file = tree.read(path);
    if (!isSourceFile(file) || !isPlan(file.text)) continue;
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

function isPlan(text: string): boolean {
  return /"format_version"\s*:/.test(text) && /"planned_values"\s*:/.test(text);
}
