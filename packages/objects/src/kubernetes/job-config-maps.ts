import type { Node } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { configMapsIn, isConfigMap } from './config-map.ts';
import { podSpec } from './cron-job-pod-spec.ts';
import type { KubernetesObject } from './kubernetes-object.ts';
import { type Relevance, relevanceOf } from './relevance.ts';

const configMaps = relevanceOf(['ConfigMap']);

/** The names of the ConfigMaps from which CronJobs among the objects take variables or files. */
export function namesOfJobConfigMaps(objects: readonly KubernetesObject[]): ReadonlySet<string> {
  return new Set(objects.filter(({ kind }) => kind === 'CronJob').flatMap(configMapNamesOf));
}

/** The relevance of ConfigMaps with these names. Most ConfigMaps are large, and no job reads them. */
export function configMapsNamed(names: ReadonlySet<string>): Relevance {
  const isNamed = (text: string) => [...names].some((name) => text.includes(name));
  return {
    mayBeInFile: (text) => configMaps.mayBeInFile(text) && isNamed(text),
    mayBeInDocument: (text) => configMaps.mayBeInDocument(text) && isNamed(text),
    isMet: (object) => isConfigMap(object) && names.has(known(object.name) ?? ''),
  };
}

function configMapNamesOf({ root }: KubernetesObject): readonly string[] {
  const containers = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')];
  const volumes = itemsAt(root, ...podSpec, 'volumes');
  const nameAt = (path: readonly string[]) => (node: Node) => known(stringAt(node, ...path, 'name')) ?? [];
  return [
    ...containers.flatMap((one) => itemsAt(one, 'env')).flatMap(nameAt(['valueFrom', 'configMapKeyRef'])),
    ...containers.flatMap((one) => itemsAt(one, 'envFrom')).flatMap(nameAt(['configMapRef'])),
    ...volumes.flatMap(configMapsIn).flatMap(nameAt(['configMap'])),
  ];
}
