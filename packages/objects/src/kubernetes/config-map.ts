import type { Node } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import type { KubernetesObject } from './kubernetes-object.ts';

/** Whether an object is a ConfigMap. */
export function isConfigMap({ group, kind }: KubernetesObject): boolean {
  return group === '' && kind === 'ConfigMap';
}

/** The parts of a volume that put a ConfigMap into it: each has it under `configMap`. */
export function configMapsIn(volume: Node): readonly Node[] {
  const sources = [volume, ...itemsAt(volume, 'projected', 'sources')];
  return sources.filter((one) => stringAt(one, 'configMap', 'name').kind !== 'absent');
}
