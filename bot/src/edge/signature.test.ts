import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isSigned } from './signature.ts';

const [current, previous] = ['a'.repeat(32), 'b'.repeat(32)];
const body = Buffer.from('{"zen":"é"}');
const hmac = (secret: string) => createHmac('sha256', secret).update(body).digest('hex');

function isAccepted(as: 'github' | 'gitea', headers: Readonly<Record<string, string>>, secrets = [current]): boolean {
  return isSigned({ header: (name) => headers[name], body }, as, secrets);
}

describe('GitHub', () => {
  test('signs with a prefix', () => {
    expect(isAccepted('github', { 'x-hub-signature-256': `sha256=${hmac(current)}` })).toBe(true);
  });

  test('agrees with the example that GitHub publishes', () => {
    const headers: Record<string, string> = {
      'x-hub-signature-256': 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    };
    const request = { header: (name: string) => headers[name], body: Buffer.from('Hello, World!') };
    expect(isSigned(request, 'github', ["It's a Secret to Everybody"])).toBe(true);
  });

  test('never sends what Forgejo signs with', () => {
    const headers = { 'x-hub-signature-256': `sha256=${hmac(current)}` };
    expect(isAccepted('github', { ...headers, 'x-forgejo-signature': hmac(current) })).toBe(false);
    expect(isAccepted('github', { ...headers, 'x-gitea-signature': '' })).toBe(false);
  });
});

describe('Forgejo and Gitea', () => {
  test.each(['x-forgejo-signature', 'x-gitea-signature'])('sign with %s alone', (name) => {
    expect(isAccepted('gitea', { [name]: hmac(current) })).toBe(true);
    expect(isAccepted('gitea', { [name]: hmac(previous), 'x-hub-signature-256': `sha256=${hmac(current)}` })).toBe(
      false,
    );
  });

  test('are judged by the header of Forgejo where it is there', () => {
    expect(isAccepted('gitea', { 'x-forgejo-signature': '', 'x-gitea-signature': hmac(current) })).toBe(false);
  });

  test('must not sign as GitHub does', () => {
    expect(isAccepted('gitea', { 'x-hub-signature-256': `sha256=${hmac(current)}` })).toBe(false);
    expect(isAccepted('gitea', { 'x-forgejo-signature': `sha256=${hmac(current)}` })).toBe(false);
  });
});

test('each of several secrets is enough, and no other', () => {
  const signedWith = (secret: string) => ({ 'x-forgejo-signature': hmac(secret) });
  expect(isAccepted('gitea', signedWith(current), [current, previous])).toBe(true);
  expect(isAccepted('gitea', signedWith(previous), [current, previous])).toBe(true);
  expect(isAccepted('gitea', signedWith('c'.repeat(32)), [current, previous])).toBe(false);
  expect(isAccepted('gitea', signedWith(current), [])).toBe(false);
});
