import { createHmac, randomUUID } from 'node:crypto';
import type { Release } from '@backlint/forge-servers/stage/test-stage';
import { webhookSecret } from './test-world.ts';

/** Something that a forge tells of `shop/databases`. */
export type Told =
  | { readonly kind: 'pull-request'; readonly number: number; readonly what: 'opened' | 'pushed' | 'edited' | 'closed' }
  | { readonly kind: 'comment'; readonly number: number; readonly body: string; readonly by: string }
  | { readonly kind: 'push' };

/** Sends a webhook as a forge does, and answers with the status; 0 where nobody answered. `forge` is what the bot calls it. */
export async function deliver(release: Release, told: Told, port: number, forge = 'hub'): Promise<number> {
  const payload = JSON.stringify(payloadOf(release, told));
  const signature = createHmac('sha256', webhookSecret).update(payload).digest('hex');
  const event = eventOf(release, told);
  const own =
    release === 'github'
      ? { 'x-github-event': event, 'x-github-delivery': randomUUID(), 'x-hub-signature-256': `sha256=${signature}` }
      : { 'x-forgejo-event-type': event, 'x-forgejo-delivery': randomUUID(), 'x-forgejo-signature': signature };
  try {
    const headers = { ...own, 'content-type': 'application/json' };
    const answer = await fetch(`http://127.0.0.1:${port}/webhooks/${forge}`, {
      method: 'POST',
      headers,
      body: payload,
    });
    await answer.text();
    return answer.status;
  } catch {
    return 0;
  }
}

function eventOf(release: Release, told: Told): string {
  if (told.kind === 'push') return 'push';
  if (told.kind === 'comment') return release === 'github' ? 'issue_comment' : 'pull_request_comment';
  return release !== 'github' && told.what === 'pushed' ? 'pull_request_sync' : 'pull_request';
}

function payloadOf(release: Release, told: Told): object {
  const repository = { id: 1, name: 'databases', full_name: 'shop/databases', owner: { login: 'shop' } };
  const sender = { id: 5, login: told.kind === 'comment' ? told.by : 'alice' };
  if (told.kind === 'push')
    return { ref: 'refs/heads/main', deleted: false, after: 'a'.repeat(40), repository, sender };
  const { number } = told;
  if (told.kind === 'comment') {
    const issue = { number, state: 'open', pull_request: { url: 'https://forge.invalid/pull', merged: false } };
    const comment = { id: 2, body: told.body, user: sender };
    return { action: 'created', issue, comment, is_pull: true, repository, sender };
  }
  const pushed = release === 'github' ? 'synchronize' : 'synchronized';
  const action = told.what === 'pushed' ? pushed : told.what;
  return { action, number, pull_request: { id: 1, draft: false, body: null }, repository, sender };
}
