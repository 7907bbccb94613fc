import type { Node } from '@backlint/source/node';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget } from '../evaluate/budget.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { secret, unknown } from '../evaluate/nodes.ts';
import type { Scope } from '../evaluate/scope.ts';
import { parseHcl } from '../parse-hcl.ts';
import { functions } from './functions.ts';

const known = ['1', '-2.5', '1e300', '""', '"a"', '"%s%d%v"', 'true', 'null', '[]', '["a", null]', '[1, [true]]', '{}'];
const typed = [
  '{ a = 1 }',
  'tomap({ a = "b" })',
  'tolist(["a"])',
  'toset([1, 2])',
  '"[a-z]+"',
  '"/(/"',
  '"{\\"a\\": 1}"',
];
const open = [
  'var.open',
  '[var.open]',
  '{ a = var.open }',
  'var.secret',
  '["hunter2", var.secret]',
  '{ a = var.secret }',
];
const argument = fc.constantFrom(...known, ...typed, ...open);
const names = fc.constantFrom(...functions.keys(), 'try', 'can', 'timestamp');

test('every function answers, whatever it is given', () => {
  fc.assert(
    fc.property(names, fc.array(argument, { maxLength: 4 }), fc.boolean(), (name, args, isSpread) => {
      const node = evaluated(`${name}(${args.join(', ')}${isSpread && args.length > 0 ? '...' : ''})`);
      expect(['mapping', 'sequence', 'scalar', 'unknown']).toContain(node.kind);
      expect(node.origin.range.file.path).toBe('main.tf');
    }),
    { numRuns: 20_000, seed: 1 },
  );
});

test('every function of a secret alone is secret, or says nothing of it', () => {
  const tells = [...functions.keys()].filter((name) => {
    const node = evaluated(`${name}(var.secret)`);
    return node.kind !== 'unknown' || !(node.isSensitive || node.isError);
  });
  expect(tells).toEqual(['issensitive']);
});

test('every function of an open value is open, or does without it', () => {
  const decided = [...functions.keys()].filter((name) => evaluated(`${name}(var.open)`).kind !== 'unknown');
  expect(decided).toEqual(['issensitive']);
});

function evaluated(expression: string): Node {
  const { result } = parseHcl({ path: 'main.tf', text: `a = ${expression}\n` });
  const value = result.attributes.get('a')?.value;
  const scope: Scope = {
    budget: new Budget(20_000),
    resolve: ({ names: [name], range }) => {
      return { node: name === 'secret' ? secret({ range }) : unknown('it is open', { range }), used: 1 };
    },
  };
  if (!value) throw new Error(`The expression of this test is wrong: ${expression}`);
  return evaluate(value, scope);
}
