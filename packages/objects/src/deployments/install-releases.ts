import type { Diagnostic } from '@backlint/source/diagnostic';
import type { HelmContext } from '../helm/helm-context.ts';
import { type ReleaseObjects, readFluxRelease } from '../helm/read-release.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import type { UnknownObjects } from '../unknown-objects.ts';

/**
 * What the Flux `HelmRelease`s among deployed objects make, deployed as they are. Their values may come from any object
 * that goes to the same cluster.
 */
export function installReleases(deployed: readonly KubernetesObject[], helm: HelmContext): ReleaseObjects {
  const objects: KubernetesObject[] = [];
  const unknown: UnknownObjects[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const object of deployed) {
    const { deployment } = object;
    if (!deployment || object.kind !== 'HelmRelease') continue;
    const beside = deployed.filter((other) => other.deployment?.environment === deployment.environment);
    const made = readFluxRelease(object, beside, helm);
    for (const one of made.objects) objects.push({ ...one, deployment });
    for (const one of made.unknown) unknown.push(one);
    for (const trouble of made.diagnostics) diagnostics.push(trouble);
  }
  return { objects, unknown, diagnostics };
}
