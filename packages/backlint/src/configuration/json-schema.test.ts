import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { configurationJsonSchema } from './json-schema.ts';
import { configurationSchema } from './schema.ts';

const schema = configurationJsonSchema();

test('the published schema is the one that is checked', async () => {
  const text = `${JSON.stringify(schema, null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../schema/configuration-1.schema.json');
});

test.each<[unknown, boolean]>([
  [{}, true],
  [{ profile: 'strict', rules: { 'unscheduled-cluster': 'off' } }, true],
  [{ profile: 'lax' }, false],
  [{ rules: { 'unscheduled-cluster': 'fatal' } }, false],
  [{ unknown: 1 }, false],
  [{ facts: { inCluster: { hosts: ['minio.local'] }, operatorVersion: '1.29.0' } }, true],
  [{ facts: { operatorVersion: 'latest' } }, false],
  [{ facts: { tenants: { label: 'example.org/tenant', namespace: 't-{tenant}' } } }, true],
  [{ waivers: [{ rule: 'a', object: 'b', reason: 'c', until: '2026-12-31' }] }, true],
  [{ waivers: [{ rule: 'a', object: 'b' }] }, false],
  [{ tiers: { gold: { rpo: '15m', retention: '30d', match: { namespaces: ['shop'] } } } }, true],
  [{ tiers: { gold: { rpo: 'soon' } } }, false],
  [{ houseRules: [{ id: 'a-b', summary: 's', for: 'database', assert: 'true' }] }, true],
  [{ houseRules: [{ id: 'a-b', summary: 's', for: 'moon', assert: 'true' }] }, false],
  [{ review: { sections: ['Summary'], closesIssue: true } }, true],
  [{ exclude: 'legacy' }, false],
])('editors and backlint agree on %j', (configuration, isValid) => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
  expect(configurationSchema.safeParse(configuration).success).toBe(isValid);
  expect(validate(configuration)).toBe(isValid);
});
