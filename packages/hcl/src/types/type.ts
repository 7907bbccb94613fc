import type { Node } from '@backlint/source/node';

/** A type as Terraform has them; `any` is one that is not settled. */
export type Type =
  | 'any'
  | 'string'
  | 'number'
  | 'bool'
  | { readonly kind: 'list' | 'set' | 'map'; readonly element: Type }
  | { readonly kind: 'tuple'; readonly items: readonly Type[] }
  | { readonly kind: 'object'; readonly attributes: ReadonlyMap<string, AttributeType> };

export interface AttributeType {
  readonly type: Type;
  /** Whether a value may leave it out. */
  readonly isOptional?: boolean;
  /** What it is where it is left out or null; null where that is not said. */
  readonly fallback?: Node;
}

/** Whether two types are the same. */
export function isSameType(left: Type, right: Type): boolean {
  if (typeof left === 'string' || typeof right === 'string') return left === right;
  switch (left.kind) {
    case 'tuple':
      return (
        right.kind === 'tuple' &&
        left.items.length === right.items.length &&
        left.items.every((item, index) => isSameType(item, right.items[index] ?? 'any'))
      );
    case 'object':
      return (
        right.kind === 'object' &&
        left.attributes.size === right.attributes.size &&
        [...left.attributes].every(([name, { type }]) => {
          const other = right.attributes.get(name);
          return other !== undefined && isSameType(type, other.type);
        })
      );
    default:
      return right.kind === left.kind && isSameType(left.element, right.element);
  }
}

/** The type in the words of a message. */
export function typeName(type: Type): string {
  if (typeof type !== 'string') return type.kind === 'object' ? 'an object' : `a ${type.kind}`;
  return type === 'any' ? 'a value' : `a ${type}`;
}
