import type { Origin } from '@backlint/source/origin';
import type { Locality } from './locality.ts';
import type { DataVolume } from './workload-database.ts';

/** Where a dump job leaves what it writes. */
export type DumpTarget =
  /** A volume that is mounted into the job, and where its storage stands. */
  | {
      readonly kind: 'volume';
      readonly volume: DataVolume;
      readonly locality: Locality;
      /** Whether each run certainly adds a file to those of the runs before. */
      readonly keepsEach: boolean;
      readonly origin: Origin;
    }
  /** Something it uploads to. */
  | { readonly kind: 'upload'; readonly locality: Locality; readonly origin: Origin }
  | { readonly kind: 'unknown'; readonly why: string; readonly origin: Origin };
