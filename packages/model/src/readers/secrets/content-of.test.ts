import { describe, expect, test } from 'vitest';
import { contentOf } from './content-of.ts';

const origin = { range: { file: { path: 'secret.yaml', text: '' }, start: 0, end: 0 } };
const contentOfText = (value: string | null, encoding: 'text' | 'base64' = 'text') =>
  contentOf({ kind: 'scalar', value, origin }, encoding);

describe('placeholders', () => {
  const words = [
    'changeme',
    'change-me-please',
    'CHANGE_ME_S3_KEY',
    'REPLACE_ME',
    'replace-with-real-key',
    '<your-key>',
    'your-access-key',
    'xxx',
    '***',
    '...',
    'TODO',
    'TBD',
    'insert your key here',
    'AKIAIOSFODNN7EXAMPLE',
    'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  ];
  test.each(words)('%s', (word) => {
    expect(contentOfText(word)).toBe('placeholder');
    expect(contentOfText(btoa(word), 'base64')).toBe('placeholder');
  });
});

test.each(['changeling-7f3a9c', 'replacement', 'minioadmin', 'food', 'xyz', 'K004gUbYtQe1mWxZr9pLs7Hv3NcKd'])(
  '%s may be a key',
  (word) => {
    expect(contentOfText(word)).toBe('plain');
    expect(contentOfText(btoa(word), 'base64')).toBe('plain');
  },
);

test.each([
  'ENC[AES256_GCM,data:aaaa,iv:bbbb,tag:cccc,type:str]',
  '<path:kv/data/backup#secret>',
  'ref+vault://kv/backup#/secret',
  'vault:kv/data/backup#secret',
  'op://vault/backup/secret',
])('%s is resolved or decrypted when it is deployed', (word) => {
  expect(contentOfText(word)).toBe('protected');
});

test.each(['${SECRET}', '{{ .secret }}', '$(SECRET)', '##SECRET##'])('%s is filled in by something', (word) => {
  expect(contentOfText(word)).toBe('unknown');
});

test('nothing is empty, and what is no text is not known', () => {
  expect(contentOfText('')).toBe('empty');
  expect(contentOfText('  ')).toBe('empty');
  expect(contentOfText(null)).toBe('empty');
  expect(contentOf({ kind: 'unknown', why: 'it is sensitive', isSensitive: true, origin }, 'text')).toBe('unknown');
  expect(contentOf({ kind: 'sequence', items: [], origin }, 'text')).toBe('unknown');
});

test('data that is no base64 is plain all the same', () => {
  expect(contentOfText('not base64!', 'base64')).toBe('plain');
});
