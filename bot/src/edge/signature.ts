import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { PostedRequest } from './route.ts';

/** The two ways in which forges sign what they send. */
export type SignedAs = 'github' | 'gitea';

/**
 * Whether a request was sent by somebody who has one of the secrets. Where the signature stands is up to the forge that it
 * has to come from, and nothing else is looked at: Forgejo signs as GitHub does too, and must not pass for it.
 */
export function isSigned(request: PostedRequest, as: SignedAs, secrets: readonly string[]): boolean {
  const signature = signatureOf(request, as);
  if (signature === undefined) return false;
  // All of them, so that the time does not tell which of them it was.
  const matches = secrets.filter((secret) => isSame(hmacOf(request.body, secret), signature));
  return matches.length > 0;
}

/** In lower case, as all forges write it: what is written otherwise comes from somebody else. */
function signatureOf({ header }: PostedRequest, as: SignedAs): string | undefined {
  const bare = header('x-forgejo-signature') ?? header('x-gitea-signature');
  if (as === 'gitea') return /^[0-9a-f]{64}$/.exec(bare ?? '')?.[0];
  if (bare !== undefined) return undefined;
  return /^sha256=([0-9a-f]{64})$/.exec(header('x-hub-signature-256') ?? '')?.[1];
}

function hmacOf(body: Buffer, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** Hashed once more, so that nothing about what is compared can be learned from how long it takes. */
function isSame(left: string, right: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(left), hash(right));
}
