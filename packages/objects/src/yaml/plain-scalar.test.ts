import { describe, expect, test } from 'vitest';
import { plainScalarDoubt, plainScalarValue } from './plain-scalar.ts';

describe('what kubectl reads (sigs.k8s.io/yaml 1.6.0 gave these answers)', () => {
  test.each<[string, string | number | boolean | null]>([
    ['', null],
    ['~', null],
    ['Null', null],
    ['nULL', 'nULL'],
    ['True', true],
    ['TrUe', 'TrUe'],
    ['yes', true],
    ['On', true],
    ['y', true],
    ['NO', false],
    ['off', false],
    ['0', 0],
    ['-0', 0],
    ['-0.0', 0],
    ['+12', 12],
    ['-12', -12],
    ['012', 10],
    ['+012', 10],
    ['0_7', 7],
    ['08', 8],
    ['089', 89],
    ['0o14', 12],
    ['0O14', 12],
    ['-0o14', -12],
    ['0o8', '0o8'],
    ['0b101', 5],
    ['-0b11', -3],
    ['0b2', '0b2'],
    ['0x1F', 31],
    ['-0x1F', -31],
    ['0x_1F', 31],
    ['0_x1f', 31],
    ['0x', '0x'],
    ['0xg', '0xg'],
    ['0xFFFFFFFFFFFFFFFF', 2 ** 64],
    ['-0x8000000000000000', -(2 ** 63)],
    ['0xFFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFFF'],
    ['-0xFFFFFFFFFFFFFFFF', '-0xFFFFFFFFFFFFFFFF'],
    ['02000000000000000000000', 2e21],
    ['1_000', 1000],
    ['1__0', 10],
    ['1_', 1],
    ['_1', '_1'],
    ['1_0.5', 10.5],
    ['1_000e3', 1_000_000],
    ['1.', 1],
    ['.5', 0.5],
    ['-.5', -0.5],
    ['+.5e-3', 0.0005],
    ['.5_0', 0.5],
    ['._5', '._5'],
    ['.5__0', '.5__0'],
    ['1e3', 1000],
    ['1E+3', 1000],
    ['12e03', 12000],
    ['1e', '1e'],
    ['1.e', '1.e'],
    ['1e400', '1e400'],
    ['-1e400', '-1e400'],
    ['1e-400', 0],
    ['123456789012345678901234567890', 1.2345678901234568e29],
    ['190:20:30', '190:20:30'],
    ['1:30', '1:30'],
    ['1.2.3', '1.2.3'],
    ['1-2', '1-2'],
    ['1,000', '1,000'],
    ['.', '.'],
    ['+', '+'],
    ['=', '='],
    ['\u0661', '\u0661'],
  ])('%s is %j', (text, expected) => {
    expect(plainScalarValue(text)).toBe(expected);
  });
});

describe('what kustomize 5.5 reads differently is in doubt', () => {
  test.each([
    ...['yes', 'No', 'ON', 'off', 'y', 'N'],
    ...['2001-01-01', '2001-1-1', '2001-01-01 10:00:00', '2001-1-1T1:2:3Z', '2001-01-01t10:00:00Z'],
    ...['2001-01-01T10:00:00+02:00', '2001-01-01T10:00:00.500Z'],
    ...['.inf', '-.Inf', '.nan'],
  ])('%s', (text) => {
    expect(plainScalarDoubt(text)).toBeTypeOf('string');
  });

  test.each([
    ...['true', 'False', 'null', '~', '', '012', '0o14', '1_000', '1e3', '190:20:30', 'yEs', 'orders', '.'],
    ...['2001-01-01T00:00:00Z', '2001-13-01', '2001-01-01T10:00:00', '2001-01-01 10:00:00Z', '1e400'],
  ])('but not %j', (text) => {
    expect(plainScalarDoubt(text)).toBeUndefined();
  });
});
