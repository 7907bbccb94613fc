import { setTimeout as wait } from 'node:timers/promises';
import type { ConnectedForge } from './connected-forge.ts';

/** Milliseconds after which a forge that did not answer is asked again. */
const usualPause = 60_000;

/**
 * The logins that the bot has on its forges, as soon as they have told them: what it writes itself is no news to it. They are
 * asked until they do, or `signal` is aborted.
 */
export function ownLogins(
  forges: readonly Pick<ConnectedForge, 'name' | 'readLogin'>[],
  onError: (error: unknown) => void,
  signal: AbortSignal,
  pause = usualPause,
): ReadonlyMap<string, string> {
  const logins = new Map<string, string>();
  const ask = async ({ name, readLogin }: (typeof forges)[number]) => {
    while (!signal.aborted && !logins.has(name)) {
      try {
        logins.set(name, await readLogin());
      } catch (error) {
        onError(error);
        await wait(pause, undefined, { signal, ref: false }).catch(() => undefined);
      }
    }
  };
  for (const forge of forges) void ask(forge);
  return logins;
}
