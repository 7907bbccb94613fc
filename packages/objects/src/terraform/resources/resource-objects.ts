import type { MappingNode } from '@backlint/source/node';
import type { UnknownObjects } from '../../unknown-objects.ts';

/** What one resource sends to the cluster. */
export interface ResourceObjects {
  readonly objects: readonly MappingNode[];
  readonly unknown: readonly UnknownObjects[];
}
