import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { KustomizeBuild } from '../kustomize/kustomize-build.ts';
import { identityOf } from '../kustomize/resource.ts';

/** The API groups whose objects are judged: CloudNativePG's, and the jobs of Kubernetes. */
export const judgedGroups = /(^|\.)cnpg\.io$|^batch$/;

/**
 * What is wrong with a build, as far as it concerns backups: troubles of a kustomization that renders nothing of the
 * kind are none of backlint's business.
 */
export function troublesOf({ result, diagnostics }: Read<KustomizeBuild>): readonly Diagnostic[] {
  const matters = result.resources.some(({ root }) => /(^|\.)cnpg\.io$/.test(identityOf(root).group));
  return matters ? diagnostics : diagnostics.filter(({ code }) => !code.startsWith('kustomize-'));
}
