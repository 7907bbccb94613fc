import type { Origin } from './origin.ts';

/**
 * A value that remembers where it came from and how well it is known. `.value` exists only after narrowing, so that no
 * rule can mistake "cannot be known from the files" for "is not there".
 */
export type Value<T> =
  | { readonly kind: 'written'; readonly value: T; readonly origin: Origin }
  /** The platform fills it in; the origin is where one would write it. */
  | { readonly kind: 'defaulted'; readonly value: T; readonly origin: Origin }
  /** Nothing is written and nothing is filled in; the origin is where one would write it. */
  | { readonly kind: 'absent'; readonly origin: Origin }
  /** Something is written that the files alone do not decide; `prefix` is the text that is certain all the same. */
  | { readonly kind: 'unknown'; readonly why: string; readonly origin: Origin; readonly prefix?: string };

/** A reference to another part of the model, as far as it could be followed. */
export type Link<T> =
  | { readonly kind: 'resolved'; readonly to: T; readonly origin: Origin }
  | { readonly kind: 'dangling'; readonly name: string; readonly origin: Origin }
  | { readonly kind: 'unknown'; readonly why: string; readonly origin: Origin };

/** The value as far as it is known, written or filled in by the platform. */
export function known<T>(value: Value<T>): T | undefined {
  return value.kind === 'written' || value.kind === 'defaulted' ? value.value : undefined;
}

/** What an absent value becomes when the platform fills it in. */
export function orDefault<T>(value: Value<T>, fallback: T): Value<T> {
  return value.kind === 'absent' ? { kind: 'defaulted', value: fallback, origin: value.origin } : value;
}

/** The same value seen through a function; what is absent or unknown stays so. */
export function mapValue<T, U>(value: Value<T>, change: (known: T) => U): Value<U> {
  return value.kind === 'written' || value.kind === 'defaulted' ? { ...value, value: change(value.value) } : value;
}
