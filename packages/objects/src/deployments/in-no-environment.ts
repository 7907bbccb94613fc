import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';

/** An object that a deployment brings to whichever cluster there is. */
export function inNoEnvironment(object: KubernetesObject): KubernetesObject {
  return object.deployment ? { ...object, deployment: { ...object.deployment, environment: '' } } : object;
}
