import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import { type Node, nodeAt } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { Deployment } from '../../deployment.ts';
import type { UnknownObjects } from '../../unknown-objects.ts';
import { resourceToObjects, sendsObjects } from '../resources-to-objects.ts';
import { terraformObject } from '../source-of.ts';
import type { TerraformObject } from '../terraform-object.ts';
import { plannedValue } from './planned-value.ts';

interface PlanRead {
  readonly objects: readonly TerraformObject[];
  readonly unknown: readonly UnknownObjects[];
}

/** Reads what a plan will have made, with what is known only after applying as unknown; or what a state has. */
export function readPlan(root: Node): Read<PlanRead> {
  const { range } = root.origin;
  const path = range.file.path;
  const deployment: Deployment = {
    ...{ kind: 'terraform', title: `Terraform plan ${path}`, path: '', environment: '' },
    origin: { range: { ...range, end: range.start } },
  };
  const afterUnknown = new Map(
    itemsAt(root, 'resource_changes').map((change) => [
      known(stringAt(change, 'address')) ?? '',
      nodeAt(change, ['change', 'after_unknown']),
    ]),
  );
  const objects: TerraformObject[] = [];
  const unknown: UnknownObjects[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const resource of resourcesIn(
    nodeAt(root, ['planned_values', 'root_module']) ?? nodeAt(root, ['values', 'root_module']),
  )) {
    const address = known(stringAt(resource, 'address')) ?? '';
    const type = known(stringAt(resource, 'type')) ?? '';
    const values = nodeAt(resource, ['values']);
    if (known(stringAt(resource, 'mode')) === 'data' || !sendsObjects(type) || !values) continue;
    const at = nodeAt(resource, ['address'])?.origin ?? resource.origin;
    const body = plannedValue(values, afterUnknown.get(address), nodeAt(resource, ['sensitive_values']), at);
    if (body.kind !== 'mapping') continue;
    const read = resourceToObjects({ address, type, body, at });
    unknown.push(...read.result.unknown);
    diagnostics.push(...read.diagnostics);
    const source = { address, resource: address.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/g, ''), dependencies: [] };
    const places = { block: resource.origin.range, header: at.range, deployment };
    for (const object of read.result.objects) objects.push(...terraformObject(object, source, places));
  }
  return { result: { objects, unknown }, diagnostics };
}

function resourcesIn(module: Node | undefined): readonly Node[] {
  if (!module) return [];
  return [...itemsAt(module, 'resources'), ...itemsAt(module, 'child_modules').flatMap(resourcesIn)];
}
