/** What was made of some text: a value, or the sentence that says why there is none. */
export type Outcome<T> = { readonly kind: 'valid'; readonly value: T } | Failure;

/** Why there is no value. The sentence quotes the text as the library it comes from does. */
export interface Failure {
  readonly kind: 'invalid';
  readonly error: string;
  /** The same for people who do not know the library, where that can be said better. */
  readonly explanation?: string;
}

export function valid<T>(value: T): Outcome<T> {
  return { kind: 'valid', value };
}

export function invalid(error: string, explanation?: string): Failure {
  return { kind: 'invalid', error, ...(explanation === undefined ? {} : { explanation }) };
}
