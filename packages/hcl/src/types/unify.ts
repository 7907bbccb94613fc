import type { AttributeType, Type } from './type.ts';
import { isSameType } from './type.ts';

/**
 * The type that values of all these types can become, as Terraform settles it for lists and conditionals; undefined
 * where there is none. What is not settled yet (`any`) goes with everything.
 */
export function unify(types: readonly Type[]): Type | undefined {
  const settled = types.filter((type) => type !== 'any');
  const [first] = settled;
  if (first === undefined) return 'any';
  if (settled.every((type) => isSameType(type, first))) return first;
  if (settled.every((type) => typeof type === 'string')) return settled.includes('string') ? 'string' : undefined;
  const structures = settled.filter((type) => typeof type !== 'string');
  if (structures.length < settled.length) return undefined;
  const has = (kind: (typeof structures)[number]['kind']) => structures.some((type) => type.kind === kind);
  if (has('map') || has('object')) {
    if (has('list') || has('set') || has('tuple')) return undefined;
    return (has('map') ? undefined : unifyObjects(structures)) ?? collectionOf('map', structures);
  }
  if (has('list')) return collectionOf('list', structures);
  // Between a set and a tuple, Terraform settles for the set as it is.
  if (has('set')) return has('tuple') ? structures.find(({ kind }) => kind === 'set') : collectionOf('set', structures);
  return unifyTuples(structures) ?? collectionOf('list', structures);
}

type Structure = Exclude<Type, string>;

/** Objects with the same attributes keep them; others can only become a map. */
function unifyObjects(types: readonly Structure[]): Type | undefined {
  const all = types.flatMap((type) => (type.kind === 'object' ? [type.attributes] : []));
  const names = [...(all[0]?.keys() ?? [])];
  if (!all.every((attributes) => attributes.size === names.length && names.every((name) => attributes.has(name)))) {
    return undefined;
  }
  const attributes = new Map<string, AttributeType>();
  for (const name of names) {
    const type = unify(all.flatMap((other) => other.get(name)?.type ?? []));
    if (type === undefined) return undefined;
    attributes.set(name, { type });
  }
  return { kind: 'object', attributes };
}

function unifyTuples(types: readonly Structure[]): Type | undefined {
  const all = types.flatMap((type) => (type.kind === 'tuple' ? [type.items] : []));
  const size = all[0]?.length ?? 0;
  if (!all.every((items) => items.length === size)) return undefined;
  const items: Type[] = [];
  for (let index = 0; index < size; index++) {
    const type = unify(all.flatMap((other) => other[index] ?? []));
    if (type === undefined) return undefined;
    items.push(type);
  }
  return { kind: 'tuple', items };
}

function collectionOf(kind: 'list' | 'set' | 'map', types: readonly Structure[]): Type | undefined {
  const element = unify(types.flatMap(elementTypes));
  return element === undefined ? undefined : { kind, element };
}

function elementTypes(type: Structure): readonly Type[] {
  if (type.kind === 'tuple') return type.items;
  return type.kind === 'object' ? Array.from(type.attributes.values(), (attribute) => attribute.type) : [type.element];
}
