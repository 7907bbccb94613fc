import type { Origin } from '@backlint/source/origin';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';

/** A Kubernetes object that Terraform creates. */
export interface TerraformObject extends KubernetesObject {
  readonly terraform: TerraformSource;
}

/** Which resource makes an object, and what Terraform makes before it. */
export interface TerraformSource {
  /** The instance as Terraform writes it: `module.db["orders"].kubernetes_manifest.cluster[0]`. */
  readonly address: string;
  /** The resource without any keys: `module.db.kubernetes_manifest.cluster`. What `dependencies` name, too. */
  readonly resource: string;
  /** What Terraform makes before it: what it refers to, also by way of locals and modules, and its `depends_on`. */
  readonly dependencies: readonly Dependency[];
  /** Where its namespace is written out in the resource itself, rather than taken from something else. */
  readonly namespaceLiteral?: Origin;
  /** Set where it is not certain that the object exists; says why. */
  readonly doubt?: string;
}

/** Something that Terraform makes before a resource. */
export interface Dependency {
  /** A resource, or a module where all of it comes before: `kubernetes_manifest.cluster`, `module.operator`. */
  readonly resource: string;
  /** Whether `depends_on` says so, and not only a reference. */
  readonly isExplicit: boolean;
  readonly origin: Origin;
}
