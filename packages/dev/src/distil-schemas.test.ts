import { describe, expect, test } from 'vitest';
import { type CompactSchema, distilSchema, type OpenApiSchema, shareShapes } from './distil-schemas.ts';
import { schemaDifferences } from './schema-differences.ts';

describe('distilSchema', () => {
  test('keeps what is allowed, closes objects and drops prose', () => {
    const schema: OpenApiSchema = {
      type: 'object',
      description: 'Prose.',
      required: ['count', 'size'],
      properties: {
        count: { type: 'integer', minimum: 1, default: 3, format: 'int32' },
        size: { anyOf: [{ type: 'integer' }, { type: 'string' }], 'x-kubernetes-int-or-string': true, pattern: '^.+$' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        anything: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      },
    };
    expect(distilSchema({ kind: 'Example', version: '1.0.0', schema })).toEqual({
      type: 'object',
      required: ['size'],
      properties: {
        count: { type: 'integer', minimum: 1 },
        size: { type: ['integer', 'string'], pattern: '^.+$' },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        anything: { type: 'object' },
      },
      additionalProperties: false,
    });
  });

  test('refuses what it does not understand rather than losing it', () => {
    const schema: OpenApiSchema = { type: 'object', properties: { one: { type: 'string', oneOf: [] } } };
    expect(() => distilSchema({ kind: 'Example', version: '1.0.0', schema })).toThrow('Example one');
  });
});

test('shareShapes names what occurs twice after the field it was first seen in', () => {
  const key = (name: string): CompactSchema => ({ type: 'object', properties: { [name]: { type: 'string' } } });
  const long = key('a field with a name so long that its shape is worth sharing between the two places that have it');
  const shared = shareShapes({
    Example: { type: 'object', properties: { first: long, second: long, third: key('a') } },
  });
  expect(shared).toEqual({
    Example: {
      type: 'object',
      properties: { first: { $ref: '#/$defs/first' }, second: { $ref: '#/$defs/first' }, third: key('a') },
    },
    first: long,
  });
});

describe('schemaDifferences', () => {
  const between = (older: CompactSchema, newer: CompactSchema) =>
    schemaDifferences('Example', [
      { version: '1.0.0', schema: { type: 'object', properties: { list: { type: 'array', items: older } } } },
      { version: '1.1.0', schema: { type: 'object', properties: { list: { type: 'array', items: newer } } } },
    ]);
  const versions = { kind: 'Example', since: '1.1.0', lastWithout: '1.0.0' };

  test('finds added fields, values and constraints', () => {
    expect(between({ properties: {} }, { properties: { field: { type: 'string' } } })).toEqual([
      { ...versions, path: 'list.*.field' },
    ]);
    expect(between({ enum: ['a'] }, { enum: ['a', 'b'] })).toEqual([{ ...versions, path: 'list.*', values: ['b'] }]);
    expect(between({ type: 'string' }, { type: 'string', maxLength: 3 })).toEqual([
      { ...versions, path: 'list.*', constraint: 'maxLength' },
    ]);
  });

  test('refuses what was removed or changed', () => {
    expect(() => between({ properties: { field: {} } }, { properties: {} })).toThrow('field was removed');
    expect(() => between({ enum: ['a', 'b'] }, { enum: ['a'] })).toThrow('the enum shrank');
    expect(() => between({ type: 'string' }, { type: 'integer' })).toThrow('type changed');
    expect(() => between({ minimum: 1 }, { minimum: 2 })).toThrow('minimum changed');
  });
});
