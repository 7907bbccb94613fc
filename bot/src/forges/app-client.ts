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

/** A GitHub App as itself rather than as one of its installations; what is worth repeating, its `fetch` repeats. */
export function appClient({ url, appId, privateKey }: AppIdentity, surroundings: Partial<Surroundings>) {
  const probot = new Probot({
    appId,
    privateKey,
    baseUrl: url,
    // Webhooks do not come in through Probot; it would take `development` for their secret.
    secret: privateKey,
    log: pino({ level: 'silent' }),
    Octokit: ProbotOctokit.defaults({ retry: { enabled: false }, throttle: { enabled: false } }),
    request: { fetch: forgeFetch({ url, token: '', betweenWrites: 0, surroundings }) },
  });
  return probot.auth();
}
