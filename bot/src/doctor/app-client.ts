import { forgeFetch } from '@backlint/forge/http/forge-fetch';
import { pino } from 'pino';
import { Probot, ProbotOctokit } from 'probot';
import type { ForgeConfiguration } from '../configuration/schema.ts';
import { impatience } from './outcome.ts';

/** A GitHub App as itself rather than as one of its installations; what fails is not tried again. */
export function appClient({ url, appId, privateKey }: Extract<ForgeConfiguration, { kind: 'github' }>) {
  return new Probot({
    appId,
    privateKey,
    baseUrl: url,
    secret: privateKey,
    log: pino({ level: 'silent' }),
    Octokit: ProbotOctokit.defaults({ retry: { enabled: false }, throttle: { enabled: false } }),
    request: { fetch: forgeFetch({ url, token: '', betweenWrites: 0, surroundings: impatience }) },
  }).auth();
}
