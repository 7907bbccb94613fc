import { evaluate } from '@backlint/hcl/evaluate/evaluate';
import { isNull, secret, unknown } from '@backlint/hcl/evaluate/nodes';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import type { Block } from '@backlint/hcl/syntax-tree';
import { convert } from '@backlint/hcl/types/convert';
import { readType } from '@backlint/hcl/types/read-type';
import type { Type } from '@backlint/hcl/types/type';
import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';

/**
 * The value of a variable: what its module is given, else its default, converted to its type. Secrets are dropped at
 * once. `scope` is one without references: defaults have none.
 */
export function variableValue(block: Block, given: Node | undefined, scope: Scope): Node {
  const { attributes } = block.body;
  const argument = (name: string): Node | undefined => {
    const expression = attributes.get(name)?.value;
    return expression && evaluate(expression, scope);
  };
  const fallback = argument('default');
  const isNullable = !isFalse(argument('nullable'));
  const value = given && (isNullable || !isNull(given)) ? given : fallback;
  const origin = { range: block.header };
  if (!value) return unknown(`variable ${nameOf(block)} has no default, and no file in the repository sets it`, origin);
  const constraint = attributes.get('type')?.value;
  const type = constraint && readType(constraint, (expression) => evaluate(expression, scope));
  const isSecret = isTrue(argument('sensitive')) || isTrue(argument('ephemeral'));
  const shown = isSecret ? withoutSecrets(value, type, origin) : value;
  return type === undefined ? shown : convert(shown, type);
}

/**
 * Whole settings are often called sensitive for one password in them. Of an object, what its type says anyway and what
 * is only true, false or null stays; all else is dropped. People are shown the declaration, and not the line of a secret.
 */
function withoutSecrets(value: Node, type: Type | undefined, declared: Origin): Node {
  if (value.kind !== 'mapping' || typeof type !== 'object' || type.kind !== 'object') return secret(declared);
  const entries = new Map<string, Entry>();
  for (const [name, { key, value: inner }] of value.entries) {
    const attribute = type.attributes.get(name)?.type;
    const isHarmless = inner.kind === 'scalar' && (inner.value === null || typeof inner.value === 'boolean');
    entries.set(name, { key, value: isHarmless ? inner : withoutSecrets(inner, attribute, declared) });
  }
  return { ...value, entries };
}

function nameOf({ labels }: Block): string {
  return labels[0]?.text ?? '';
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

function isFalse(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === false;
}
