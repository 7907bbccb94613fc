import type { Origin } from '@backlint/source/origin';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { substitute, type Variable } from './substitute.ts';

const origin: Origin = { range: { file: { path: 'ks.yaml', text: '' }, start: 0, end: 0 } };
const variables = new Map<string, Variable>([
  ['APP', { kind: 'known', text: 'orders', origin }],
  ['EMPTY', { kind: 'known', text: '', origin }],
  ['SECRET', { kind: 'unknown', why: 'it is a value of the Secret s', origin }],
]);

test.each([
  ['${APP}-db', 'orders-db'],
  ['${MISSING}', ''],
  ['${MISSING:=0 0 2 * * *}', '0 0 2 * * *'],
  ['${MISSING:-x}', 'x'],
  ['${MISSING-x}', 'x'],
  ['${EMPTY:=x}', 'x'],
  ['${EMPTY=x}', ''],
  ['${APP:=x}', 'orders'],
  ['$${APP} $APP', '${APP} $APP'],
  ['cost: 5$', 'cost: 5$'],
  ['${1BAD}', '${1BAD}'],
])('turns %j into %j', (text, expected) => {
  expect(substitute(text, variables)).toMatchObject({ kind: 'text', text: expected });
});

test('a value of a Secret is unknown, and what stands before it is certain', () => {
  expect(substitute('https://${SECRET}/x', variables)).toMatchObject({ kind: 'unknown', prefix: 'https://' });
});

test('a name that may be set elsewhere is unknown, unless it has a default of its own', () => {
  expect(substitute('${OTHER}', variables, 'it comes from elsewhere')).toMatchObject({ kind: 'unknown' });
});

test('a form of bash that is not computed is unknown rather than wrong', () => {
  expect(substitute('${APP^^}', variables)).toMatchObject({ kind: 'unknown' });
});

test('a text that grows beyond the limit is unknown', () => {
  const big = new Map<string, Variable>([['A', { kind: 'known', text: 'x'.repeat(100_000), origin }]]);
  expect(substitute('${A}${A}${A}', big)).toMatchObject({ kind: 'unknown', why: 'its variables make it too long' });
});

test('text without a dollar sign never changes', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('$')),
      (text) => {
        expect(substitute(text, variables)).toEqual({ kind: 'text', text, used: [] });
      },
    ),
  );
});
