import type { TerraformSource } from '@backlint/objects/terraform/terraform-object';
import type { Origin } from '@backlint/source/origin';

/** Anything in the backup model: it has an address that survives edits, and a place to point at. */
export interface Part {
  /** Who it is, whatever line it is on: `postgresql.cnpg.io/Cluster/shop/orders`. */
  readonly address: string;
  /** How a person calls it in a sentence: `Cluster shop/orders`. */
  readonly title: string;
  readonly origin: Origin;
  /** The cluster it goes to, where the files tell several apart. */
  readonly environment?: string;
  /** Set where Terraform makes it: the resource, and what Terraform makes before it. */
  readonly terraform?: TerraformSource;
}
