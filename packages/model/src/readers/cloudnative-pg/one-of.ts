import type { Value } from '@backlint/source/value';

/** A value of an enumeration. Anything outside it is the schema's matter; for everyone else it is not known. */
export function oneOf<T extends string>(value: Value<string>, allowed: readonly T[]): Value<T> {
  if (value.kind === 'absent' || value.kind === 'unknown') return value;
  const found = allowed.find((option) => option === value.value);
  if (found) return { ...value, value: found };
  return { kind: 'unknown', why: `it is none of ${allowed.join(', ')}`, origin: value.origin };
}
