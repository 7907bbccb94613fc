import type { Diagnostic } from '@backlint/source/diagnostic';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import type { UnknownObjects } from '../unknown-objects.ts';

/** What one way of deploying brings: the objects, what could not be told, and the files it is made of. */
export interface DeployedObjects {
  readonly objects: readonly KubernetesObject[];
  readonly unknown: readonly UnknownObjects[];
  /** Every file that takes part, so that what is left over is known not to be deployed this way. */
  readonly files: ReadonlySet<string>;
  readonly diagnostics: readonly Diagnostic[];
}
