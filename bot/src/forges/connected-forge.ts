import type { Forge } from '@backlint/forge/forge';
import type { RepositoryAt } from '@backlint/forge/pull-request-state';
import type { Seal } from '../commands/seal.ts';

/** A forge of the configuration, with the account that the bot has there. */
export interface ConnectedForge {
  /** What the configuration calls it, and what its webhook's address ends with. */
  readonly name: string;
  readonly kind: 'github' | 'gitea';
  /** What makes the waivers that the bot grants there the bot's. */
  readonly seal: Seal;
  /** The login that the bot writes as. */
  readLogin(): Promise<string>;
  /**
   * The forge as the bot sees it for one piece of work on a repository; undefined where the bot has nothing to do with that
   * repository, whatever a webhook says. Once `signal` is aborted, it asks and writes nothing more.
   */
  forgeFor(repository: RepositoryAt, signal: AbortSignal): Promise<Forge | undefined>;
  /** All repositories that the bot is there for. */
  listRepositories(signal: AbortSignal): Promise<readonly RepositoryAt[]>;
}
