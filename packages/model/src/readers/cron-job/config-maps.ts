import { isConfigMap } from '@backlint/objects/kubernetes/config-map';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Entry } from '@backlint/source/node';
import { mappingAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import { followName, type Named } from '../../link.ts';
import { namedFragment } from '../fragments.ts';

/** A ConfigMap by its name, with what is under its `data`. */
export interface ConfigMap extends Named {
  readonly data: ReadonlyMap<string, Entry>;
}

/** What a ConfigMap of some name holds for a certain job; undefined where that is not here, or may be one of several. */
export type ConfigMapData = (name: Value<string>) => ReadonlyMap<string, Entry> | undefined;

/** The ConfigMaps among objects, each once, however many deployments apply it. */
export function readConfigMaps(objects: readonly KubernetesObject[]): readonly ConfigMap[] {
  const found = objects.filter(isConfigMap);
  const places = found.map(({ address, origin: { range } }) => `${address} ${range.file.path} ${range.start}`);
  return found
    .filter((_, index) => places.indexOf(places[index] ?? '') === index)
    .map((object) => ({ ...namedFragment(object), data: mappingAt(object.root, 'data')?.entries ?? new Map() }));
}

/** Looks ConfigMaps up as a job in a namespace gets them. */
export function configMapsFor(job: KubernetesObject, configMaps: readonly ConfigMap[]): ConfigMapData {
  const part = namedFragment(job);
  return (name) => {
    const link = followName(name, job.namespace, part, { wholes: configMaps, fragments: [] });
    return link.kind === 'resolved' ? link.to.data : undefined;
  };
}
