import { evaluate } from '@backlint/hcl/evaluate/evaluate';
import { integerNode, isNull, mapping, scalar, sortedEntries, unknown } from '@backlint/hcl/evaluate/nodes';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import type { Block } from '@backlint/hcl/syntax-tree';
import { convert } from '@backlint/hcl/types/convert';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Entry, Node, UnknownNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import { limits } from '../limits.ts';

/** One of the objects that a block with `count` or `for_each` stands for, or the only one. */
export interface Instance {
  /** As in an address: `[0]`, `["orders"]`, empty for the only one, `[*]` for any number that is not known. */
  readonly suffix: string;
  readonly key?: string | number;
  readonly scope: Scope;
  /** Set where it is not certain that it exists; says why. */
  readonly doubt?: string;
}

/** The instances of a block, and how references to it see them. */
export interface Instances {
  readonly by: 'nothing' | 'count' | 'for_each';
  readonly list: readonly Instance[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The instances of a resource or module block, in the order of their keys. */
export function instancesOf(block: Block, scope: Scope): Instances {
  const count = block.body.attributes.get('count');
  if (count) return byCount(convert(evaluate(count.value, scope), 'number'), count.value.range, scope);
  const forEach = block.body.attributes.get('for_each');
  if (forEach) return byKey(evaluate(forEach.value, scope), forEach.value.range, scope);
  return { by: 'nothing', list: [{ suffix: '', scope }], diagnostics: [] };
}

function byCount(count: Node, at: Range, scope: Scope): Instances {
  const origin = { range: at };
  if (count.kind !== 'scalar' || isNull(count)) {
    const doubt = count.kind === 'unknown' ? count : unknown('its count is not a number', origin);
    return { by: 'count', list: [anyInstance(scope, doubt)], diagnostics: [] };
  }
  const number = Math.max(0, Math.trunc(Number(count.value)));
  const list = Array.from({ length: Math.min(number, limits.instances) }, (_, index): Instance => {
    const values = { index: integerNode(index, origin) };
    return { suffix: `[${index}]`, key: index, scope: withObject(scope, 'count', values, origin) };
  });
  return { by: 'count', list, diagnostics: tooMany(number, at) };
}

function byKey(collection: Node, at: Range, scope: Scope): Instances {
  const origin = { range: at };
  const turns = turnsOf(collection, origin);
  const list = turns.known.slice(0, limits.instances).map(([key, { key: keyOrigin, value }]): Instance => {
    const values = { key: scalar(key, keyOrigin), value };
    return { suffix: `[${quoted(key)}]`, key, scope: withObject(scope, 'each', values, origin) };
  });
  const more = turns.doubt ? [anyInstance(scope, turns.doubt)] : [];
  return { by: 'for_each', list: [...list, ...more], diagnostics: tooMany(turns.known.length, at) };
}

interface Turns {
  readonly known: readonly (readonly [string, Entry])[];
  readonly doubt?: UnknownNode;
}

function turnsOf(collection: Node, origin: Origin): Turns {
  if (collection.kind === 'mapping') return { known: sortedEntries(collection.entries) };
  if (collection.kind === 'unknown') {
    return { known: sortedEntries(collection.entries ?? new Map()), doubt: collection };
  }
  if (collection.kind === 'scalar' || collection.collection !== 'set') {
    return { known: [], doubt: unknown('Terraform refuses its for_each: it is no map and no set of texts', origin) };
  }
  const entries = collection.items.flatMap((item): (readonly [string, Entry])[] =>
    item.kind === 'scalar' ? [[String(item.value), { key: item.origin, value: item }]] : [],
  );
  const doubt = collection.items.find((item): item is UnknownNode => item.kind === 'unknown');
  return { known: entries, ...(doubt ? { doubt } : {}) };
}

/** Stands for as many instances as there may be. */
function anyInstance(scope: Scope, cause: UnknownNode): Instance {
  const part: Node = { kind: 'unknown', why: cause.why, origin: cause.origin };
  const each = withObject(scope, 'each', { key: part, value: part }, cause.origin);
  const any = withObject(each, 'count', { index: part }, cause.origin);
  return { suffix: '[*]', scope: any, doubt: cause.why };
}

/** A scope with one more object to refer to, such as `each` or the iterator of a `dynamic` block. */
export function withObject(scope: Scope, name: string, values: Readonly<Record<string, Node>>, origin: Origin): Scope {
  const entries = Object.entries(values).map(([key, value]): [string, Entry] => [key, { key: value.origin, value }]);
  const node = mapping(new Map(entries), origin);
  return {
    ...scope,
    resolve: (reference) => (reference.root === name ? { node, used: 0 } : scope.resolve(reference)),
  };
}

function tooMany(number: number, at: Range): Diagnostic[] {
  if (number <= limits.instances) return [];
  const message = `This makes ${number} instances, of which only the first ${limits.instances} were looked at.`;
  return [{ code: 'limit-instances', message, at }];
}

/** As Terraform quotes keys in addresses. */
function quoted(key: string): string {
  return JSON.stringify(key).replace(/[$%](?=\{)/g, '$&$&');
}
