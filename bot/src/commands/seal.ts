import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * What makes a waiver that the bot has written the bot's: whoever may write to a repository may also change the bot's own
 * comments, and must not grant anything by that.
 */
export interface Seal {
  /** The signature of a text, in hexadecimal digits. */
  sign(text: string): string;
  /** Whether a signature is that of a text, by any of the secrets. */
  isGenuine(text: string, signature: string): boolean;
}

/** The seal of a forge: the first of its secrets signs, and all of them are believed while one replaces another. */
export function sealOf(forgeName: string, secrets: readonly string[]): Seal {
  const signWith = (secret: string, text: string) =>
    createHmac('sha256', secret).update(`backlint waiver on ${forgeName}\n${text}`).digest('hex').slice(0, 32);
  const isSame = (left: string, right: string) =>
    left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
  return {
    sign: (text) => signWith(secrets[0] ?? '', text),
    isGenuine: (text, signature) => secrets.some((secret) => isSame(signWith(secret, text), signature)),
  };
}
