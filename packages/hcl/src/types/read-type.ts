import type { Node } from '@backlint/source/node';
import type { Expression, ObjectExpression } from '../syntax-tree.ts';
import type { AttributeType, Type } from './type.ts';

const collections = new Set(['list', 'set', 'map']);

/**
 * Reads the type constraint of a variable: `map(object({ a = optional(string, "b") }))`. Defaults inside are evaluated
 * by the caller's function. Undefined where it is no type.
 */
export function readType(expression: Expression, evaluate: (expression: Expression) => Node): Type | undefined {
  if (expression.kind === 'variable') return keywordType(expression.name);
  if (expression.kind === 'template') return quotedType(expression);
  if (expression.kind !== 'call') return undefined;
  const { name, arguments: args } = expression;
  const [first] = args;
  if (!first || args.length > 1) return undefined;
  if (collections.has(name.text)) {
    const element = readType(first, evaluate);
    return element === undefined ? undefined : { kind: name.text as 'list' | 'set' | 'map', element };
  }
  if (name.text === 'tuple' && first.kind === 'tuple') {
    const items = first.items.map((item) => readType(item, evaluate));
    return items.every((item) => item !== undefined) ? { kind: 'tuple', items } : undefined;
  }
  return name.text === 'object' && first.kind === 'object' ? readObjectType(first, evaluate) : undefined;
}

function keywordType(name: string): Type | undefined {
  if (name === 'list' || name === 'map') return { kind: name, element: 'any' };
  return name === 'any' || name === 'string' || name === 'number' || name === 'bool' ? name : undefined;
}

/** Old modules put types in quotes, and mean text by `"list"` and `"map"` elements. */
function quotedType({ parts: [part, more] }: Expression & { kind: 'template' }): Type | undefined {
  if (part?.kind !== 'text' || more) return undefined;
  if (part.value === 'string') return 'string';
  return part.value === 'list' || part.value === 'map' ? { kind: part.value, element: 'string' } : undefined;
}

function readObjectType({ entries }: ObjectExpression, evaluate: (expression: Expression) => Node): Type | undefined {
  const attributes = new Map<string, AttributeType>();
  for (const { key, value } of entries) {
    const attribute = readAttributeType(value, evaluate);
    if (key.kind !== 'variable' || attribute === undefined) return undefined;
    attributes.set(key.name, attribute);
  }
  return { kind: 'object', attributes };
}

function readAttributeType(
  expression: Expression,
  evaluate: (expression: Expression) => Node,
): AttributeType | undefined {
  const isOptional = expression.kind === 'call' && expression.name.text === 'optional';
  if (!isOptional) {
    const type = readType(expression, evaluate);
    return type === undefined ? undefined : { type };
  }
  const [constraint, fallback] = expression.arguments;
  const type = constraint && readType(constraint, evaluate);
  if (type === undefined) return undefined;
  return { type, isOptional: true, ...(fallback ? { fallback: evaluate(fallback) } : {}) };
}
