import { expect, test } from 'vitest';
import { tenantIn } from './tenancy.ts';

test.each([
  ['t-acme', 't-{tenant}', 'acme'],
  ['acme-shop', '{tenant}-*', 'acme'],
  ['acme', '{tenant}', 'acme'],
  ['t.acme', 't-{tenant}', undefined],
  ['txacme', 't.{tenant}', undefined],
  ['platform', 't-{tenant}', undefined],
  ['t-', 't-{tenant}', undefined],
])('the namespace %s, which look like %s, is that of %s', (namespace, pattern, tenant) => {
  expect(tenantIn(namespace, pattern)).toBe(tenant);
});
