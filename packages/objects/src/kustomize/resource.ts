import type { MappingNode } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';

/** A resource on its way through the transformers, with every name it has had: patches and references may use any. */
export interface Resource {
  readonly root: MappingNode;
  readonly identities: readonly Identity[];
  /** Whether its name gets a hash of its contents at the end. */
  readonly needsHash: boolean;
}

export interface Identity {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
}

/** A resource as it was read. */
export function resourceOf(root: MappingNode, needsHash = false): Resource {
  return { root, identities: [identityOf(root)], needsHash };
}

/** The same resource after a change; a new name or namespace is added to its identities. */
export function changed(resource: Resource, root: MappingNode): Resource {
  if (root === resource.root) return resource;
  const identity = identityOf(root);
  const [latest] = resource.identities.slice(-1);
  const isSame =
    latest && latest.name === identity.name && latest.namespace === identity.namespace && latest.kind === identity.kind;
  return { ...resource, root, identities: isSame ? resource.identities : [...resource.identities, identity] };
}

/** Who an object is at present. */
export function identityOf(root: MappingNode): Identity {
  const apiVersion = known(stringAt(root, 'apiVersion')) ?? '';
  const slash = apiVersion.indexOf('/');
  return {
    group: slash === -1 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: known(stringAt(root, 'kind')) ?? '',
    name: textOf(root, 'name') ?? '',
    namespace: textOf(root, 'namespace'),
  };
}

function textOf(root: MappingNode, field: string): string | undefined {
  const value = stringAt(root, 'metadata', field);
  return value.kind === 'written' ? value.value : undefined;
}
