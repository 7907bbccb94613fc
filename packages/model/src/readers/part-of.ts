import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { TerraformObject } from '@backlint/objects/terraform/terraform-object';
import type { Part } from '../part.ts';

/** How a Kubernetes object is addressed, called in a sentence, and where it is. */
export function partOf(object: KubernetesObject): Part {
  const { kind, namespace, name, address, origin, deployment } = object;
  const shownName = name.kind === 'written' ? name.value : address.split('/').slice(3).join('/');
  const shown = namespace.kind === 'written' ? `${namespace.value}/${shownName}` : shownName;
  return {
    address,
    title: `${kind} ${shown}`,
    origin,
    ...(deployment?.environment ? { environment: deployment.environment } : {}),
    ...(isTerraform(object) ? { terraform: object.terraform } : {}),
  };
}

function isTerraform(object: KubernetesObject): object is TerraformObject {
  return 'terraform' in object;
}
