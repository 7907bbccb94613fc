import { describe, expect, test } from 'vitest';
import { isAt } from './place-facts.ts';

const fact = {
  kind: 'same-site',
  hosts: ['nas.example.com', '*.lab.example.com'],
  networks: ['10.0.0.0/8', '2001:db8::/32'],
} as const;

describe('a host is one of those meant', () => {
  test.each([
    ['nas.example.com', true],
    ['s3.lab.example.com', true],
    ['lab.example.com', false],
    ['evil-lab.example.com', false],
    ['10.1.2.3', true],
    ['11.1.2.3', false],
    ['2001:db8::1', true],
    ['2001:db9::1', false],
    ['::ffff:10.0.0.1', true],
    ['10.example.com', false],
    ['', false],
  ])('%s: %s', (host, expected) => {
    expect(isAt(host, fact)).toBe(expected);
  });
});
