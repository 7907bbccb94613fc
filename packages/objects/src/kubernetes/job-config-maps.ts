import type { Node } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { KubernetesObject } from './kubernetes-object.ts';
import { type Relevance, relevanceOf } from './relevance.ts';

const configMaps = relevanceOf(['ConfigMap']);
/** Dashboards are the largest ConfigMaps there are, and no job reads them. */
const dashboard = /grafana_dashboard|\.json["']?[ \t]*:/;

/** The relevance of ConfigMaps, which give jobs their variables and scripts. */
export const configMapRelevance: Relevance = {
  mayBeInFile: configMaps.mayBeInFile,
  mayBeInDocument: (text) => configMaps.mayBeInDocument(text) && !dashboard.test(text),
  isMet: isConfigMap,
};

/** Tells which ConfigMaps some CronJob among the objects takes variables or files from, by their names. */
export function isReadByJob(objects: readonly KubernetesObject[]): (object: KubernetesObject) => boolean {
  const names = new Set(objects.filter(({ kind }) => kind === 'CronJob').flatMap(configMapNamesOf));
  return (object) => isConfigMap(object) && names.has(known(object.name) ?? '');
}

function isConfigMap({ group, kind }: KubernetesObject): boolean {
  return group === '' && kind === 'ConfigMap';
}

const podSpec = ['spec', 'jobTemplate', 'spec', 'template', 'spec'] as const;

function configMapNamesOf({ root }: KubernetesObject): readonly string[] {
  const containers = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')];
  const volumes = itemsAt(root, ...podSpec, 'volumes');
  const nameAt = (path: readonly string[]) => (node: Node) => known(stringAt(node, ...path, 'name')) ?? [];
  return [
    ...containers.flatMap((one) => itemsAt(one, 'env')).flatMap(nameAt(['valueFrom', 'configMapKeyRef'])),
    ...containers.flatMap((one) => itemsAt(one, 'envFrom')).flatMap(nameAt(['configMapRef'])),
    ...volumes.flatMap(nameAt(['configMap'])),
    ...volumes.flatMap((one) => itemsAt(one, 'projected', 'sources')).flatMap(nameAt(['configMap'])),
  ];
}
