import type { Path } from '@backlint/source/node-values';
import { distance } from 'fastest-levenshtein';
import { renderPath } from './field-path.ts';
import { type FieldSchema, fieldsOf, resolved, type SchemaKind, schemaBelow, schemaOf } from './kinds.ts';

/**
 * What an unknown field was probably meant to be: the path of the one place nearby where a field of this name belongs,
 * or the name of a field of the same object that is spelt alike and not written yet.
 */
export function suggestField(
  kind: SchemaKind,
  parent: Path,
  name: string,
  written: { has(field: string): boolean },
): string | undefined {
  if (name.length > longestName) return undefined;
  const place = nearestPlace(kind, parent, name);
  if (place) return renderPath(place);
  const here = parent.reduce<FieldSchema | undefined>((at, step) => at && schemaBelow(at, step), schemaOf(kind));
  return closestOf(
    name,
    Object.keys(here ? fieldsOf(here) : {}).filter((field) => !written.has(field)),
  );
}

/** The candidate that differs from a word by two letters, or one in four of a long word, at most; letter case aside. */
export function closestOf(word: string, candidates: readonly string[]): string | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= (word.length < 4 ? 1 : Math.max(2, word.length / 4)))
    .sort((left, right) => left.edits - right.edits);
  return ranked[0]?.candidate;
}

/** Longer than any field; comparing text costs the product of its lengths. */
const longestName = 64;

const farthestMove = 2;

/** Where a field of this name exists within a few steps, if that is one place and not several. */
function nearestPlace(kind: SchemaKind, parent: Path, name: string): Path | undefined {
  const places = (placesOf(kind).get(name) ?? [])
    .map((place) => move(parent, place))
    .filter(({ steps }) => steps <= farthestMove);
  const fewest = Math.min(...places.map(({ steps }) => steps));
  const [nearest, ...others] = places.filter(({ steps }) => steps === fewest);
  return others.length === 0 ? nearest?.place : undefined;
}

type Place = readonly string[];

const placesOfKind = new Map<SchemaKind, ReadonlyMap<string, readonly Place[]>>();

/** The paths of all fields of a kind by name, with `*` for list items and map values. */
function placesOf(kind: SchemaKind): ReadonlyMap<string, readonly Place[]> {
  const known = placesOfKind.get(kind);
  if (known) return known;
  const places = new Map<string, Place[]>();
  collect(schemaOf(kind), []);
  placesOfKind.set(kind, places);
  return places;

  function collect(schema: FieldSchema, path: Place): void {
    const { properties = {}, items, additionalProperties } = resolved(schema);
    for (const [name, field] of Object.entries(properties)) {
      const place = [...path, name];
      places.set(name, [...(places.get(name) ?? []), place]);
      collect(field, place);
    }
    const inside = typeof additionalProperties === 'object' ? additionalProperties : items;
    if (inside) collect(inside, [...path, '*']);
  }
}

/** How many steps up and down it is from an object to a field, whose path keeps the indices they have in common. */
function move(parent: Path, place: Place): { readonly place: Path; readonly steps: number } {
  const target = place.slice(0, -1);
  let common = 0;
  while (common < parent.length && common < target.length && isSame(parent[common], target[common])) common++;
  return {
    place: [...parent.slice(0, common), ...place.slice(common)],
    steps: parent.length - common + (target.length - common),
  };
}

function isSame(step: string | number | undefined, wanted: string | undefined): boolean {
  return step === wanted || (typeof step === 'number' && wanted === '*');
}
