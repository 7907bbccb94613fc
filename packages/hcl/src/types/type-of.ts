import type { Node } from '@backlint/source/node';
import type { AttributeType, Type } from './type.ts';
import { unify } from './unify.ts';

/** The type of a value; `any` for null and for what is unknown. */
export function typeOf(node: Node): Type {
  switch (node.kind) {
    case 'unknown':
      return 'any';
    case 'scalar':
      if (node.value === null) return 'any';
      return typeof node.value === 'boolean' ? 'bool' : typeof node.value === 'number' ? 'number' : 'string';
    case 'sequence': {
      const items = node.items.map(typeOf);
      return node.collection ? { kind: node.collection, element: unify(items) ?? 'any' } : { kind: 'tuple', items };
    }
    case 'mapping': {
      const entries = Array.from(node.entries, ([name, { value }]) => [name, typeOf(value)] as const);
      if (node.collection) return { kind: 'map', element: unify(entries.map(([, type]) => type)) ?? 'any' };
      const attributes = new Map<string, AttributeType>(entries.map(([name, type]) => [name, { type }]));
      return { kind: 'object', attributes };
    }
  }
}
