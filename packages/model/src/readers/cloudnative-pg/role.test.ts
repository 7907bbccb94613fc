import { readObjects } from '@backlint/objects/read-objects';
import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readRole } from './role.ts';

function roleOf(name: string, spec: string) {
  const text = `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: "${name}" }, spec: ${spec} }`;
  const [object] = readObjects(memoryTree({ 'a.yaml': text })).result.objects;
  if (!object) throw new Error('no object');
  return readRole(object);
}

test.each([
  ['orders', '{ instances: 3 }', 'primary', 'it follows no other cluster'],
  ['orders', '{ replica: { enabled: true, source: x } }', 'standby', 'replica.enabled is true'],
  ['orders', '{ replica: { enabled: false, source: x } }', 'primary', 'replica.enabled is false'],
  ['orders', '{ replica: { primary: orders, source: x } }', 'primary', 'replica.primary names orders itself'],
  ['orders', '{ replica: { primary: x, source: x } }', 'standby', 'replica.primary names another cluster'],
  ['orders', '{ replica: { self: a, primary: a, source: x } }', 'primary', 'replica.primary names a itself'],
  ['orders', '{ replica: { source: x } }', 'standby', 'replica.primary names another cluster'],
  ['orders', '{ replica: { enabled: "{{ .x }}", source: x } }', 'unknown', 'replica.enabled is not known'],
  ['orders', '{ replica: { primary: "{{ .x }}", source: x } }', 'unknown', 'replica.primary is not known'],
  ['{{ .x }}', '{ replica: { enabled: true, source: x } }', 'template', 'its name comes from a template'],
  ['orders-restore-test', '{ bootstrap: { recovery: { source: x } } }', 'drill', 'it is restored from another archive'],
  ['orders-restore-test', '{ bootstrap: { recovery: { source: x } }, backup: {} }', 'primary', 'it follows no other'],
  ['orders-restore-test', '{ bootstrap: { initdb: {} } }', 'primary', 'it follows no other cluster'],
  ['orders', '{ bootstrap: { recovery: { source: x } } }', 'primary', 'it follows no other cluster'],
])('%s with %s is a %s', (name, spec, kind, why) => {
  const role = roleOf(name, spec);
  expect(role.kind).toBe(kind);
  expect(role.why).toContain(why);
});
