import type { Deployment } from '@backlint/objects/deployment';
import type { ObjectsRead } from '@backlint/objects/read-objects';
import type { UnknownObjects } from '@backlint/objects/unknown-objects';
import type { Entry, MappingNode } from '@backlint/source/node';
import { citation } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';
import { compareText } from '@backlint/source/source-tree';
import { withoutSecrets } from './without-secrets.ts';

/** All that is shown of a repository: its objects without their secrets, and what else would reach a cluster. */
export interface Rendered {
  readonly objects: readonly RenderedObject[];
  readonly unknown: readonly UnknownObjects[];
}

/** An object as it would reach a cluster. */
export interface RenderedObject {
  readonly root: MappingNode;
  /** Where it gets its name. */
  readonly at: Range;
  /** Absent for the objects of one kustomization, which people build and apply for whatever reason. */
  readonly deployment?: Deployment;
}

type SeenObject = ObjectsRead['objects'][number];

/** What a check sees, in an order that depends on nothing but the objects and their places. */
export function renderedObjects({ objects, unknown }: Pick<ObjectsRead, 'objects' | 'unknown'>): Rendered {
  const keyed = objects.map((object) => ({ object, key: sortKey(object) }));
  keyed.sort((left, right) => compareText(left.key, right.key));
  return {
    objects: keyed.map(({ object }) => ({
      root: withoutSecrets(withNamespace(object)),
      at: object.origin.range,
      ...(object.deployment ? { deployment: object.deployment } : {}),
    })),
    unknown,
  };
}

function sortKey({ address, deployment, origin: { range } }: SeenObject): string {
  const offset = String(range.start).padStart(10, '0');
  return [address, deployment?.environment, deployment?.title, range.file.path, offset].join('\0');
}

/** A deployment may supply a namespace that the object itself does not write. */
function withNamespace({ root, namespace }: SeenObject): MappingNode {
  const metadata = root.entries.get('metadata');
  if (namespace.kind !== 'written' || metadata?.value.kind !== 'mapping') return root;
  if (metadata.value.entries.has('namespace')) return root;
  const { value, origin } = namespace;
  const added: Entry = { key: origin, value: { kind: 'scalar', value, origin } };
  const entries = new Map([...metadata.value.entries, ['namespace', added] as const]);
  const changed: Entry = { ...metadata, value: { ...metadata.value, entries } };
  return { ...root, entries: new Map([...root.entries, ['metadata', changed] as const]) };
}

/** `overlays/prod/patch.yaml:7 via base/cluster.yaml:12`: the place to edit first, then what led there. */
export function placesOf(chain: readonly Range[]): readonly string[] {
  const places = chain.map(citation);
  return places.filter((place, index) => place !== places[index - 1]);
}
