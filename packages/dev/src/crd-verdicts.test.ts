import { existsSync, readFileSync } from 'node:fs';
import { newestVersion, type SchemaKind } from '@backlint/model/schemas/kinds';
import { isPlaceholder } from '@backlint/model/schemas/plain-data';
import { schemaComplaints } from '@backlint/model/schemas/validate-object';
import type { MappingNode, Node } from '@backlint/source/node';
import { Ajv } from 'ajv';
import fc, { type GeneratorValue } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distilCrds } from './distil-crds.ts';
import { type OpenApiSchema, openSubtrees } from './distil-schemas.ts';
import { readCrds } from './read-crds.ts';
import { root } from './root.mjs';

const crdFolder = `${root}/../shared/data/crds`;
const hasCrds = existsSync(crdFolder);

describe.skipIf(!hasCrds)('the schemas in packages/model (skipped without ../shared, which holds the CRDs)', () => {
  const generated = `${root}/packages/model/src/schemas/generated`;
  const distilled = hasCrds ? distilCrds(crdFolder) : undefined;

  test('are those of the CRDs', () => {
    const { schemas, versions } = JSON.parse(readFileSync(`${generated}/kinds.json`, 'utf8'));
    expect(schemas).toEqual(distilled?.schemas);
    expect(versions).toEqual(distilled?.versions);
    expect(JSON.parse(readFileSync(`${generated}/differences.json`, 'utf8'))).toEqual(distilled?.differences);
  });

  const crds = hasCrds ? [...readCrds(crdFolder).values()].flat() : [];

  const newestSchema = (kind: string) => crds.findLast((crd) => crd.kind === kind)?.schema ?? {};

  test.each(crds)('give the verdicts of the CRD of $kind $version', ({ kind, version, schema }) => {
    const whole = new Ajv({ strict: false, validateFormats: false, allErrors: false }).compile(closed(schema, ''));
    const counts = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(fc.oneof(objectOf(kind, schema), objectOf(kind, newestSchema(kind))), (object) => {
        const valid = whole(withoutNulls(object)) && !hasServerName(kind, object);
        counts[valid ? 'valid' : 'invalid']++;
        const complaints = schemaComplaints(nodeOf(object), kind as SchemaKind, version);
        expect(complaints.length === 0, JSON.stringify({ object, complaints, errors: whole.errors })).toBe(valid);
        if (version === newestVersion(kind as SchemaKind)) {
          expect(schemaComplaints(nodeOf(object), kind as SchemaKind).map(({ path }) => path)).toEqual(
            complaints.map(({ path }) => path),
          );
        }
      }),
      { numRuns: 1_000, seed: 20_260_101 },
    );
    expect(Math.min(counts.valid, counts.invalid)).toBeGreaterThan(150);
  });
});

/** A CRD's schema that refuses unknown fields, made in the most obvious way. */
function closed(schema: OpenApiSchema, path: string): OpenApiSchema {
  if (path === 'metadata' || path === 'status') return { type: 'object' };
  const { properties = {}, items, additionalProperties, required = [] } = schema;
  const inside = typeof additionalProperties === 'object' ? closed(additionalProperties, `${path}.*`) : false;
  return {
    ...schema,
    required: required.filter((name) => properties[name]?.default === undefined),
    ...(items ? { items: closed(items, `${path}.*`) } : {}),
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, field]) => [name, closed(field, path === '' ? name : `${path}.${name}`)]),
    ),
    ...(schema.type === 'object' ? { additionalProperties: inside } : {}),
  };
}

/** The API server prunes nulls, in lists excepted, before it validates. */
function withoutNulls(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutNulls);
  if (!isRecord(data)) return data;
  const kept = Object.entries(data).filter(([, value]) => value !== null);
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutNulls(value)]));
}

/** The one rule beyond the schema that random objects run into. */
function hasServerName(kind: string, object: unknown): boolean {
  const inside = (value: unknown, name: string) => (isRecord(value) ? value[name] : undefined);
  if (kind !== 'ObjectStore') return false;
  return (inside(inside(inside(object, 'spec'), 'configuration'), 'serverName') ?? null) !== null;
}

/** Objects that the schema allows, half of them with one thing changed. */
function objectOf(kind: string, schema: OpenApiSchema): fc.Arbitrary<Record<string, unknown>> {
  const open = new Set(['metadata', 'status', ...(openSubtrees[kind] ?? [])]);
  return fc.gen().map((gen) => {
    const object = randomValue(schema, '', gen, open);
    const spec = { ...(isRecord(object) ? object : {}), apiVersion: 'example/v1', kind };
    if (gen(fc.boolean)) change(spec, gen, open);
    return spec;
  });
}

function randomValue(schema: OpenApiSchema, path: string, gen: GeneratorValue, open: ReadonlySet<string>): unknown {
  const below = (step: string) => (path === '' ? step : `${path}.${step}`);
  if (open.has(path)) return schema.type === 'array' ? [] : {};
  if (schema['x-kubernetes-int-or-string'] === true) return gen(fc.boolean) ? gen(fc.nat) : gen(textOf, schema);
  switch (schema.type) {
    case 'string':
      return gen(textOf, schema);
    case 'boolean':
      return gen(fc.boolean);
    case 'integer':
      return gen(fc.integer, { min: Number(schema.minimum ?? -9), max: Number(schema.maximum ?? 99) });
    case 'array':
      return Array.from({ length: gen(fc.nat, { max: 2 }) }, () =>
        randomValue(schema.items ?? {}, below('*'), gen, open),
      );
  }
  const { properties = {}, required = [], additionalProperties } = schema;
  if (typeof additionalProperties === 'object') {
    const names = gen(mapKeys);
    return Object.fromEntries(names.map((name) => [name, randomValue(additionalProperties, below('*'), gen, open)]));
  }
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  const chosen = gen(someOf, optional);
  const names = [...required, ...chosen];
  return Object.fromEntries(names.map((name) => [name, randomValue(properties[name] ?? {}, below(name), gen, open)]));
}

function oneOf<T>(values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

function someOf(names: readonly string[]): fc.Arbitrary<readonly string[]> {
  return fc.subarray([...names], { maxLength: Math.min(names.length, 4) });
}

function mapKeys(): fc.Arbitrary<readonly string[]> {
  return fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { maxLength: 2 });
}

function textOf(schema: OpenApiSchema): fc.Arbitrary<string> {
  const { enum: values, pattern, minLength, maxLength } = schema;
  if (Array.isArray(values)) return fc.constantFrom(...values.map(String));
  const size = { minLength: Number(minLength ?? 0), maxLength: Number(maxLength ?? 12) };
  if (typeof pattern !== 'string')
    return fc.string({ ...size, maxLength: Math.min(size.maxLength, 12) }).filter(isFinal);
  return fc.stringMatching(new RegExp(pattern)).filter((text) => text.length <= 80 && isFinal(text));
}

function isFinal(text: string): boolean {
  return !isPlaceholder(text) && !text.startsWith('--log-level');
}

const strange: readonly unknown[] = [
  null,
  '',
  'strange',
  '7',
  7,
  0,
  -1,
  1.5,
  2_000,
  true,
  [],
  ['x'],
  [null],
  {},
  { x: 1 },
];

/** Changes one thing somewhere in an object: a value, a missing field or a field too many. */
function change(object: Record<string, unknown>, gen: GeneratorValue, open: ReadonlySet<string>): void {
  const places = placesIn(object, '', open);
  const { holder, key } = places[gen(fc.nat, { max: places.length - 1 })] ?? { holder: object, key: 'spec' };
  const action = gen(oneOf, ['replace', 'remove', 'add']);
  if (action === 'replace') Object.assign(holder, { [key]: gen(oneOf, strange) });
  else if (Array.isArray(holder)) holder.push(gen(oneOf, strange));
  else if (action === 'remove') Reflect.deleteProperty(holder, key);
  else Object.assign(holder, { [gen(oneOf<string>, ['strange', 'a/b~c', `${key}s`])]: 'x' });
}

interface Place {
  readonly holder: object;
  readonly key: string;
}

function placesIn(value: unknown, path: string, open: ReadonlySet<string>): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => {
    const step = Array.isArray(value) ? '*' : key;
    const below = path === '' ? step : `${path}.${step}`;
    return open.has(below) ? [] : [{ holder: value, key }, ...placesIn(child, below, open)];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const origin = { range: { file: { path: 'random.yaml', text: '' }, start: 0, end: 0 } };

function nodeOf(object: Record<string, unknown>): MappingNode {
  const entries = Object.entries(object).map(
    ([name, value]) => [name, { key: origin, value: anyNode(value) }] as const,
  );
  return { kind: 'mapping', entries: new Map(entries), origin };
}

function anyNode(value: unknown): Node {
  if (Array.isArray(value)) return { kind: 'sequence', items: value.map(anyNode), origin };
  if (isRecord(value)) return nodeOf(value);
  const isScalar =
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (!isScalar) throw new Error('not data');
  return { kind: 'scalar', value, origin };
}
