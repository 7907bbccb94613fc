import { nodeAt } from '@backlint/source/node';
import { normalisePath } from '@backlint/source/source-tree';
import { mapping, scalar } from '../helm/build-node.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import type { FluxKustomization } from './flux-kustomization.ts';

/**
 * The Flux Kustomizations that a ResourceSet of flux-operator makes from its `resourcesTemplate`. The template is text
 * with Go expressions in it, so only what is written plainly counts: path, name and target namespace.
 */
export function readResourceSet({ root, origin }: KubernetesObject): readonly FluxKustomization[] {
  const template = nodeAt(root, ['spec', 'resourcesTemplate']);
  if (template?.kind !== 'scalar' || typeof template.value !== 'string') return [];
  const at = template.origin;
  return template.value.split(/^---$/m).flatMap((document): FluxKustomization[] => {
    if (!/^apiVersion:\s*kustomize\.toolkit\.fluxcd\.io\//m.test(document)) return [];
    const path = normalisePath(fieldOf(document, 'path') ?? '<<');
    if (path === undefined || path.includes('<<')) return [];
    const name = fieldOf(document, 'name') ?? 'unnamed';
    const namespace = fieldOf(document, 'targetNamespace');
    const target = namespace === undefined ? undefined : scalar(namespace, at);
    return [
      {
        title: `Flux Kustomization ${name} of a ResourceSet`,
        namespace: undefined,
        name,
        path,
        targetNamespace: target
          ? { kind: 'written', value: String(target.value), origin: at }
          : { kind: 'absent', origin: at },
        spec: mapping(at, { targetNamespace: target }),
        postBuild: undefined,
        suspended: undefined,
        origin,
      },
    ];
  });
}

/** The first plain value of a field, through the anchor it may be an alias of. */
function fieldOf(document: string, field: string): string | undefined {
  const text = new RegExp(`^\\s+${field}:\\s*(?:&\\S+\\s+)?["']?([^"'\\s#]+)`, 'm').exec(document)?.[1];
  if (!text?.startsWith('*')) return text;
  return new RegExp(`&${text.slice(1).replace(/\W/g, '\\$&')}\\s+["']?([^"'\\s#]+)`).exec(document)?.[1];
}
