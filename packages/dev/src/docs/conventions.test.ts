import { conventions } from '@backlint/report/conventions';
import { rules } from '@backlint/rules/rules';
import { expect, test } from 'vitest';

test('every rule belongs to one convention, and every convention has rules that exist', () => {
  expect(conventions.flatMap((convention) => convention.rules).sort()).toEqual(rules.map(({ id }) => id).sort());
});
