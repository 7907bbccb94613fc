import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { validatorsModule } from './compile-schemas.ts';
import { root } from './root.mjs';

const generated = `${root}/packages/model/src/schemas/generated`;

test('the validators in packages/model are what ajv makes of the schemas beside them', async () => {
  const { schemas, versions } = JSON.parse(readFileSync(`${generated}/kinds.json`, 'utf8'));
  const module = await validatorsModule(schemas, Object.keys(versions));
  expect(module === readFileSync(`${generated}/validators.ts`, 'utf8')).toBe(true);
});
