import { LRUCache } from 'lru-cache';

/**
 * Contents and trees that the bot has read, by repository and hash, so that a push costs what it changes. What a hash
 * names never changes, and no repository is answered with what another one has.
 */
export interface BlobCache {
  readonly blobs: LRUCache<string, Uint8Array>;
  readonly trees: LRUCache<string, CachedTree>;
}

/** A tree as `Forge.readTree` answers it. */
export type CachedTree = Awaited<ReturnType<import('@backlint/forge/forge').Forge['readTree']>>;

/** A cache that takes up to so many bytes for contents, and about as many again for trees. */
export function blobCache(bytes: number): BlobCache {
  return {
    blobs: new LRUCache({ maxSize: bytes, sizeCalculation: ({ length }) => length + 200 }),
    trees: new LRUCache({ maxSize: bytes, sizeCalculation: ({ entries }) => entries.length * 200 + 1 }),
  };
}
