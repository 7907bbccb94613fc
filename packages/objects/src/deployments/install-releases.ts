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
  const byEnvironment = new Map<string, KubernetesObject[]>();
  for (const object of deployed) {
    const environment = object.deployment?.environment ?? '';
    const others = byEnvironment.get(environment);
    if (others) others.push(object);
    else byEnvironment.set(environment, [object]);
  }
  for (const object of deployed) {
    const { deployment } = object;
    if (!deployment || object.kind !== 'HelmRelease') continue;
    const beside = byEnvironment.get(deployment.environment) ?? [];
    const made = readFluxRelease(object, beside, helm);
    for (const one of made.objects) objects.push({ ...one, deployment });
    for (const one of made.unknown) unknown.push(one);
    for (const trouble of made.diagnostics) diagnostics.push(trouble);
  }
  return { objects, unknown, diagnostics };
}
