import type { Forge } from '@backlint/forge/forge';
import type { Seal } from '../commands/seal.ts';
import type { Engine } from '../engine/engine.ts';
import type { BlobCache } from '../files/blob-cache.ts';
import type { Log } from '../log.ts';
import type { SettledMemory } from './settled-memory.ts';

/** What a piece of work is done with. */
export interface Context {
  /** The name that the configuration gives the forge. */
  readonly forgeName: string;
  readonly forge: Forge;
  /** What makes the waivers in the bot's answers the bot's. */
  readonly seal: Seal;
  readonly engine: Engine;
  readonly cache: BlobCache;
  readonly settled: SettledMemory;
  readonly log: Log;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  /** Whether to work out everything and to write nothing. */
  readonly isDryRun: boolean;
}
