import type { Work } from './work.ts';

/** What a webhook tells, once it is known to come from the forge. */
export type Hint =
  | {
      readonly kind: 'work';
      /** What to look at again; at least one piece. */
      readonly work: readonly Work[];
      /** Whether somebody waits for just this, so that it must not be held back to collect more of the same. */
      readonly isAwaited: boolean;
    }
  /** Nothing that concerns backlint. */
  | { readonly kind: 'ignored'; readonly why: string }
  /** Not what such an event brings: the forge has changed, or somebody has swapped headers. */
  | { readonly kind: 'unreadable' };

/** Reads the payload of one kind of event. It never rejects, whatever the payload is. */
export type ReadHint = (payload: unknown, forge: HintedForge) => Hint;

/** The forge that tells. */
export interface HintedForge {
  /** What the configuration calls it. */
  readonly name: string;
  /** Whose doings are ignored, being the bot's; undefined until the forge has said who the bot is. */
  readonly ownLogin: string | undefined;
}
