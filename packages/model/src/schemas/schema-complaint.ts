import type { Path } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';

/** Something in an object that the API server would drop in silence or refuse. */
export interface SchemaComplaint {
  readonly kind: 'unknown-field' | 'wrong-type' | 'invalid-value' | 'missing-field' | 'not-in-version';
  /** The field that is wrong or missing. */
  readonly path: Path;
  /** The key of an unknown field, the value that is invalid, or the object where something is missing. */
  readonly origin: Origin;
  readonly message: string;
  /** What to write instead: a value, the name of a field of the same object, or the path of a place elsewhere. */
  readonly suggestion?: string;
  /** For what the version in use does not have: the release, or the release line, that has it. */
  readonly since?: string;
}
