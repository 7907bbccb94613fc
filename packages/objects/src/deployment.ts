import type { Origin } from '@backlint/source/origin';

/**
 * What puts rendered objects into a cluster: a Flux Kustomization, an Argo CD Application, a kustomization or manifests
 * that somebody applies. Two deployments of one base are two sets of objects.
 */
export interface Deployment {
  readonly kind: 'flux' | 'argo-cd' | 'kustomize' | 'manifests' | 'terraform' | 'helm';
  /** How people call it: `Flux Kustomization flux-system/apps`, `kustomization overlays/prod`. */
  readonly title: string;
  /** The directory it deploys, relative to the root. */
  readonly path: string;
  /** The cluster it goes to, as far as the files tell it apart: objects of two environments never meet. */
  readonly environment: string;
  readonly origin: Origin;
  /** Where it is switched off at present. */
  readonly suspended?: Origin;
  /** Set where nothing in the files deploys it although the repository says what it deploys; says so. */
  readonly dormant?: string;
}
