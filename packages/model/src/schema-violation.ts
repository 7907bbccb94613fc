import type { Origin } from '@backlint/source/origin';
import type { Part } from './part.ts';

/** A field or value of an object that its CRD does not allow: dropped in silence, or refused. */
export interface SchemaViolation {
  readonly about: Part;
  readonly kind: 'unknown-field' | 'wrong-type' | 'invalid-value' | 'missing-field' | 'not-in-version';
  /** The path of the field, such as `spec.backup.barmanObjectStore.wal.archivingMode`. */
  readonly field: string;
  readonly message: string;
  /** False where the version in use is not stated, or is newer than those whose fields are known, and may allow it. */
  readonly certain: boolean;
  readonly suggestion?: string;
  readonly origin: Origin;
}
