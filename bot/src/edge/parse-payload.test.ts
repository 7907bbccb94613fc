import { expect, test } from 'vitest';
import { parsePayload } from './parse-payload.ts';

const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;

test('reads objects', () => {
  expect(parsePayload(Buffer.from('{"a": ["é", {"b": null}]}'))).toEqual({ a: ['é', { b: null }] });
});

test('reads what nests as deep as allowed, and nothing deeper', () => {
  expect(parsePayload(Buffer.from(nested(64)))).toBeDefined();
  expect(parsePayload(Buffer.from(nested(65)))).toBeUndefined();
  expect(parsePayload(Buffer.from(nested(200_000)))).toBeUndefined();
  expect(parsePayload(Buffer.from(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`))).toBeUndefined();
});

test.each(['1', 'null', '"x"', '[]', '[{}]', 'true', '', ' ', '{', '{}{}', "{'a':1}", '\ufeff{}', '{"a":NaN}'])(
  'refuses %j',
  (text) => expect(parsePayload(Buffer.from(text))).toBeUndefined(),
);

test('refuses what is not UTF-8', () => {
  expect(parsePayload(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))).toBeUndefined();
  expect(parsePayload(Buffer.from('{}', 'utf16le'))).toBeUndefined();
});
