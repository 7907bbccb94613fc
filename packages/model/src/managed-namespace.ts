import type { Value } from '@backlint/source/value';
import type { Part } from './part.ts';

/** A namespace that Terraform makes, so that others can refer to it and come after it. */
export interface ManagedNamespace extends Part {
  readonly name: Value<string>;
}
