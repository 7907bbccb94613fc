import type { MappingNode } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { originChain } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import type { Deployment } from '../deployment.ts';
import { type KubernetesObject, kubernetesObjectFrom } from '../kubernetes/kubernetes-object.ts';
import { dependenciesOf, resourceAddress } from './dependencies.ts';
import type { Module, ResourceInstance } from './read-module.ts';
import type { TerraformObject, TerraformSource } from './terraform-object.ts';

/** What a resource of the configuration says about the object it makes. */
export function sourceOf(resource: ResourceInstance, root: MappingNode): TerraformSource {
  const { address, module, declaration } = resource;
  const namespace = stringAt(root, 'metadata', 'namespace');
  const isLiteral =
    namespace.kind === 'written' && !namespace.origin.via && isInside(namespace.origin.range, declaration.block.range);
  return {
    address,
    resource: resourceAddress(module, `${declaration.type}.${declaration.name}`),
    dependencies: dependenciesOf(resource),
    ...(isLiteral ? { namespaceLiteral: namespace.origin } : {}),
  };
}

/** An object with the resource that makes it; nothing where the mapping does not say what it is. */
export function terraformObject(
  root: MappingNode,
  terraform: TerraformSource,
  { block, header, deployment, calls }: Places,
): readonly TerraformObject[] {
  const object = kubernetesObjectFrom(root);
  if (!object) return [];
  const address = object.name.kind === 'unknown' ? addressByResource(object, terraform) : object.address;
  return [{ ...object, address, origin: gripIn(block, object.origin, header, calls), deployment, terraform }];
}

/** A name that is not known may be a secret, or the same for many; the resource is neither. */
function addressByResource({ address }: KubernetesObject, terraform: TerraformSource): string {
  return [...address.split('/').slice(0, 3), terraform.address].join('/');
}

/** Where a resource stands, and what puts it into a cluster. */
export interface Places {
  readonly block: Range;
  readonly header: Range;
  /** The module call that it is in, and the calls around that. */
  readonly calls?: Origin | undefined;
  readonly deployment: Deployment;
}

/** People know an object by a line of its resource, though its name may come from elsewhere. */
function gripIn(block: Range, origin: Origin, header: Range, calls: Origin | undefined): Origin {
  const range = originChain(origin).find((one) => isInside(one, block)) ?? header;
  return calls ? { range, via: calls } : { range };
}

/** The module calls that lead to a module, the nearest first. */
export function callsOf({ calledBy }: Module): Origin | undefined {
  if (!calledBy) return undefined;
  const via = callsOf(calledBy.module);
  return { range: calledBy.block.header, ...(via ? { via } : {}) };
}

function isInside({ file, start, end }: Range, outer: Range): boolean {
  return file.path === outer.file.path && start >= outer.start && end <= outer.end;
}
