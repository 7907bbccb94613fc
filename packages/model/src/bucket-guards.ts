import type { BucketTrait } from '@backlint/objects/terraform/resources/bucket-trait';
import { known } from '@backlint/source/value';
import type { BackupModel } from './backup-model.ts';
import type { Destination } from './destination.ts';
import { isOwnBucket } from './own-bucket.ts';

/** What keeps a bucket that is in the files from losing what is in it. */
export interface BucketGuards {
  /** Where the files make the bucket. */
  readonly made: BucketTrait;
  /** What certainly holds. */
  readonly certain: readonly BucketTrait[];
  /** Whether there may be more. */
  readonly isOpen: boolean;
}

/** The guards of the bucket that a destination is in; undefined where the files do not make that bucket, for all one can know. */
export function bucketGuardsOf({ bucketTraits }: BackupModel, destination: Destination): BucketGuards | undefined {
  const meant = bucketTraits.map((trait) => ({ trait, isOwn: isOwnBucket(destination, trait) }));
  const made = meant.find(({ trait, isOwn }) => trait.kind === 'made' && isOwn === true)?.trait;
  if (!made) return undefined;
  const guards = meant.filter(({ trait }) => trait.kind !== 'made');
  const isOpen = guards.some(
    ({ trait, isOwn }) =>
      isOwn !== false && (isOwn !== true || known(trait.holds) === undefined) && trait.provider === made.provider,
  );
  const holding = guards.filter(({ trait, isOwn }) => isOwn === true && known(trait.holds) === true);
  return { made, certain: holding.map(({ trait }) => trait), isOpen };
}
