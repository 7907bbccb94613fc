import type { MappingNode, Node } from '@backlint/source/node';
import { booleanAt, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { normalisePath } from '@backlint/source/source-tree';
import { known, type Value } from '@backlint/source/value';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';

export const fluxKustomizeGroup = 'kustomize.toolkit.fluxcd.io';

/** A Flux `Kustomization` (kustomize.toolkit.fluxcd.io/v1), as far as it decides what is deployed. */
export interface FluxKustomization {
  readonly title: string;
  readonly namespace: string | undefined;
  readonly name: string;
  /** Relative to the root of the repository; empty for the root itself. */
  readonly path: string;
  readonly targetNamespace: Value<string>;
  /** The whole object: its `patches`, `components`, `images` and name affixes are kustomize's own fields. */
  readonly spec: MappingNode;
  readonly postBuild: MappingNode | undefined;
  readonly suspended: Origin | undefined;
  readonly origin: Origin;
}

/** Reads a Flux Kustomization; undefined where its path is not known. */
export function readFluxKustomization({
  root,
  name,
  namespace,
  origin,
}: KubernetesObject): FluxKustomization | undefined {
  const spec = mappingAt(root, 'spec');
  const path = stringAt(root, 'spec', 'path');
  if (!spec || path.kind === 'unknown') return undefined;
  const directory = normalisePath(known(path) ?? '');
  if (directory === undefined) return undefined;
  const called = known(name) ?? 'unnamed';
  const home = known(namespace);
  const suspend = booleanAt(root, 'spec', 'suspend');
  return {
    title: `Flux Kustomization ${home === undefined ? called : `${home}/${called}`}`,
    namespace: home,
    name: called,
    path: directory,
    targetNamespace: stringAt(root, 'spec', 'targetNamespace'),
    spec,
    postBuild: mappingAt(root, 'spec', 'postBuild'),
    suspended: known(suspend) === true ? suspend.origin : undefined,
    origin,
  };
}

/** The ConfigMaps and Secrets that fill in variables, in the order in which later ones win. */
export function substituteFromOf({ postBuild }: FluxKustomization): readonly Node[] {
  return postBuild ? itemsAt(postBuild, 'substituteFrom') : [];
}
