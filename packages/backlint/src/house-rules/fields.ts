import type { Value } from '@backlint/source/value';

/** Thrown when an expression reads what the files do not decide; it carries why. */
export class UnknownField extends Error {}

/** A field of a part: plain data, or a value of the model. */
export type Field = Value<string | number | boolean> | string | number | boolean | null | readonly object[];

/**
 * Fields as CEL sees them: what is absent is null, and reading what is unknown throws, so that `unknown || true` is still
 * true and anything that depends on it is undecided.
 */
export function fields(all: Readonly<Record<string, Field>>): object {
  const view = {};
  for (const [name, field] of Object.entries(all)) {
    Object.defineProperty(view, name, { enumerable: true, get: () => shown(name, field) });
  }
  return view;
}

function shown(name: string, field: Field): unknown {
  if (!isValue(field)) return typeof field === 'number' ? BigInt(Math.trunc(field)) : field;
  if (field.kind === 'unknown') throw new UnknownField(`${name} is not known: ${field.why}`);
  if (field.kind === 'absent') return null;
  return typeof field.value === 'number' ? BigInt(Math.trunc(field.value)) : field.value;
}

function isValue(field: Field): field is Value<string | number | boolean> {
  return typeof field === 'object' && field !== null && 'kind' in field;
}
