import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { appClient } from './app-client.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

test.each([
  "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
  "'Expiration time' claim ('exp') is too far in the future",
])('a clock that GitHub finds wrong is named: %s', async (message) => {
  const fetch = async () => Response.json({ message }, { status: 401, headers: { date: new Date(0).toUTCString() } });
  const client = await appClient({ url: 'https://forge.test', appId: 12, privateKey: pem }, { fetch });
  await expect(client.rest.apps.getAuthenticated()).rejects.toMatchObject({
    name: 'ForgeError',
    reason: 'unauthorized',
    message: expect.stringContaining('clock'),
  });
});
