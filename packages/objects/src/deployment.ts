import type { Origin } from '@backlint/source/origin';

/**
 * What puts rendered objects into a cluster: a Flux Kustomization, an Argo CD Application, a kustomization that somebody
 * applies by hand, or plain manifests. Two deployments of one base are two sets of objects.
 */
export interface Deployment {
  readonly kind: 'flux' | 'argo-cd' | 'kustomize' | 'manifests' | 'terraform' | 'helm';
  /** How people call it: `Flux Kustomization flux-system/apps`, `kustomization overlays/prod`. */
  readonly title: string;
  /** The directory it deploys, relative to the root. */
  readonly path: string;
  readonly origin: Origin;
  /** Set where the controller does not apply it at present. */
  readonly suspended?: Origin;
}
