import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { TerraformObject } from '@backlint/objects/terraform/terraform-object';
import type { Part } from '../part.ts';

/** How a Kubernetes object is addressed, called in a sentence, and where it is. */
export function partOf(object: KubernetesObject): Part {
  const { kind, namespace, name, address, origin, deployment } = object;
  const environment = deployment?.environment || undefined;
  // Where two clusters have the same object, its address tells them apart.
  const apart = environment !== undefined && address.endsWith(`@${environment}`) ? ` (${environment})` : '';
  const own = apart === '' ? address : address.slice(0, -`@${environment}`.length);
  const shownName = name.kind === 'written' ? name.value : own.split('/').slice(3).join('/');
  const shown = namespace.kind === 'written' ? `${namespace.value}/${shownName}` : shownName;
  return {
    address,
    title: `${kind} ${shown}${apart}`,
    origin,
    ...(environment === undefined ? {} : { environment }),
    ...(isTerraform(object) ? { terraform: object.terraform } : {}),
  };
}

function isTerraform(object: KubernetesObject): object is TerraformObject {
  return 'terraform' in object;
}
