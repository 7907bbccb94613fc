import { ForgeError } from '@backlint/forge/forge-error';
import { forgeErrorIn } from '@backlint/forge/github/github-api';
import { forgeFetch, type Surroundings } from '@backlint/forge/http/forge-fetch';
import { pino } from 'pino';
import { Probot, ProbotOctokit } from 'probot';

/** Which GitHub App, and its key. */
export interface AppIdentity {
  /** Where the API is. */
  readonly url: string;
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
}

/** A GitHub App as itself rather than as one of its installations; it rejects with `ForgeError` only, as forges do. */
export async function appClient({ url, appId, privateKey }: AppIdentity, surroundings: Partial<Surroundings>) {
  const send = forgeFetch({ url, token: '', betweenWrites: 0, surroundings });
  const probot = new Probot({
    appId,
    privateKey,
    baseUrl: url,
    // Webhooks do not come in through Probot; it would take `development` for their secret.
    secret: privateKey,
    log: pino({ level: 'silent' }),
    Octokit: ProbotOctokit.defaults({ retry: { enabled: false }, throttle: { enabled: false } }),
    request: { fetch: (...request: Parameters<typeof send>) => send(...request).catch(nameTheClock) },
  });
  const client = await probot.auth();
  client.hook.error('request', (error) => {
    throw forgeErrorIn(error);
  });
  return client;
}

/** GitHub's words for it make Probot look for the right time in an answer that it never gets to see. */
function nameTheClock(error: unknown): never {
  const isAboutTime = error instanceof ForgeError && /claim \('(?:iat|exp)'\)/.test(error.message);
  throw isAboutTime ? new ForgeError(error.reason, 'GitHub finds the clock of this machine wrong') : error;
}
