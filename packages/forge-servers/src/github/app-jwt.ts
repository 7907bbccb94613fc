import { createPublicKey, verify } from 'node:crypto';
import type { Account, World } from '../world.ts';

/** The account of the app that signed this token; undefined where it is none, or it holds for longer than GitHub allows. */
export function appOfJwt({ app, accounts }: World, token: string): Account | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  if (!app || signature === '') return undefined;
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${header}.${payload}`),
    createPublicKey(app.publicKey),
    Buffer.from(signature, 'base64url'),
  );
  const { iss, iat, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (!isSigned || Number(iss) !== app.id || exp - iat > 660) return undefined;
  return accounts.find(({ login }) => login === `${app.slug}[bot]`);
}
