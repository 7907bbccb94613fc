import { directoryOf } from '@backlint/source/source-tree';
import type { UnknownObjects } from '../../unknown-objects.ts';
import type { RootObjects } from '../separate-roots.ts';
import type { TerraformObject } from '../terraform-object.ts';

/**
 * Whether a plan has an object of the configuration: it comes from the same resource, and as far as it is known without
 * the plan it is the same. Two configurations of one tree may well use one address for different things.
 */
export function isPlanned(object: TerraformObject, planned: readonly TerraformObject[]): boolean {
  return planned.some((other) => isSameResource(object, other) && isSameObject(object, other));
}

/** A root module with what the plans in its directory say of it. */
export function withPlans({ directory, objects }: RootObjects, planned: readonly TerraformObject[]): RootObjects {
  const own = planned.filter((object) => planDirectoryOf(object) === directory);
  return { directory, objects: [...objects.filter((object) => !isPlanned(object, own)), ...own] };
}

/** The directory of the plan that an object comes from: often that of its root module. */
export function planDirectoryOf({ origin }: TerraformObject): string {
  return directoryOf(origin.range.file.path);
}

/** Whether a plan has what the configuration does not tell, such as the resources of a module that is not here. */
export function isToldByPlan({ what }: UnknownObjects, planned: readonly TerraformObject[]): boolean {
  const [address = ''] = what.split(' of ');
  return planned.some(({ terraform }) => {
    return terraform.address.startsWith(address) && /^(?:$|[.[])/.test(terraform.address.slice(address.length));
  });
}

/** An object of which it is not certain how often it exists stands for all instances of its resource. */
function isSameResource({ terraform }: TerraformObject, { terraform: planned }: TerraformObject): boolean {
  return terraform.doubt === undefined
    ? terraform.address === planned.address
    : terraform.resource === planned.resource;
}

function isSameObject(object: TerraformObject, planned: TerraformObject): boolean {
  const agrees = (field: 'name' | 'namespace'): boolean => {
    const [value, other] = [object[field], planned[field]];
    return value.kind !== 'written' || (other.kind === 'written' && other.value === value.value);
  };
  return object.group === planned.group && object.kind === planned.kind && agrees('name') && agrees('namespace');
}
