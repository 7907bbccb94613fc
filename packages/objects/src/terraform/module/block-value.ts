import { evaluate } from '@backlint/hcl/evaluate/evaluate';
import { turnsThrough } from '@backlint/hcl/evaluate/iterate';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import type { Block, Body, Expression } from '@backlint/hcl/syntax-tree';
import type { Entry, MappingNode, Node } from '@backlint/source/node';
import type { Range } from '@backlint/source/range';
import { limits } from '../limits.ts';
import { withObject } from './instances.ts';

/** Evaluates the expression of an argument. */
export type EvaluateArgument = (expression: Expression, scope: Scope) => Node;

/**
 * The arguments and nested blocks of a body as data. As in Terraform's own state, the blocks of a type are a list, also
 * where there is only one; `dynamic` blocks are filled in, and one of unknown number is an unknown item.
 */
export function blockValue(
  body: Body,
  place: Range,
  scope: Scope,
  evaluateArgument: EvaluateArgument = evaluate,
): MappingNode {
  const entries = new Map<string, Entry>();
  for (const [name, { name: written, value }] of body.attributes) {
    entries.set(name, { key: { range: written.range }, value: evaluateArgument(value, scope) });
  }
  for (const block of body.blocks) {
    const isDynamic = block.type.text === 'dynamic';
    const type = isDynamic ? block.labels[0] : block.type;
    if (!type) continue;
    const values = isDynamic ? dynamicValues(block, scope) : [blockValue(block.body, block.header, scope)];
    const before = entries.get(type.text);
    const items = [...(before?.value.kind === 'sequence' ? before.value.items : []), ...values];
    const key = before?.key ?? { range: type.range };
    entries.set(type.text, { key, value: { kind: 'sequence', items, origin: key } });
  }
  return { kind: 'mapping', entries, origin: { range: place } };
}

function dynamicValues({ labels, body, header }: Block, scope: Scope): readonly Node[] {
  const content = body.blocks.find(({ type }) => type.text === 'content');
  const forEach = body.attributes.get('for_each')?.value;
  if (!content || !forEach) return [];
  const written = body.attributes.get('iterator')?.value;
  const iterator = written?.kind === 'variable' ? written.name : (labels[0]?.text ?? '');
  const origin = { range: forEach.range };
  const turns = turnsThrough(evaluate(forEach, scope), origin);
  if (!isList(turns))
    return turns.kind === 'unknown' ? [{ kind: 'unknown', why: turns.why, origin: turns.origin }] : [];
  if (turns.length > limits.instances) {
    const why = `there are more than ${limits.instances} of it`;
    return [{ kind: 'unknown', why, origin: { range: header } }];
  }
  return turns.map(({ key, value }) =>
    blockValue(content.body, header, withObject(scope, iterator, { key, value }, origin)),
  );
}

function isList<T>(value: readonly T[] | Node): value is readonly T[] {
  return Array.isArray(value);
}
