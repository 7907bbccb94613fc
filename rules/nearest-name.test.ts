import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

test.each([
  ['woodpecker', ['woodpecker-db', 'pal-e-docs'], 'woodpecker-db'],
  ['woodpecker-db', ['woodpecker', 'pal-e-docs'], 'woodpecker'],
  ['ordres', ['orders', 'users'], 'orders'],
  ['barman-cloud.cloudnative.pg.io', ['barman-cloud.cloudnative-pg.io'], 'barman-cloud.cloudnative-pg.io'],
  ['orders', ['orders-a', 'orders-b'], undefined],
  ['orders', ['orders'], undefined],
  ['db', ['app', 'web'], undefined],
  ['orders', [], undefined],
])('%s among %j is %s', (written, names, expected) => {
  expect(nearestName(written, names)).toBe(expected);
});
