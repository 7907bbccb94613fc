import { expect, test } from 'vitest';
import { keyOf } from './work.ts';

test('one pull request is one, however its names are written', () => {
  const at = { kind: 'pull-request', forge: 'hub', number: 1 } as const;
  const written = keyOf({ ...at, owner: 'Shop', repository: 'Databases' });
  expect(written).toBe(keyOf({ ...at, owner: 'shop', repository: 'databases' }));
  expect(written).not.toBe(keyOf({ ...at, owner: 'shop', repository: 'databases', number: 2 }));
});
