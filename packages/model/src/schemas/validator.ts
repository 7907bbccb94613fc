/** A validating function that ajv compiled; after a call that returned false, `errors` tells what is wrong. */
export interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly ValidatorError[] | null;
}

/** One thing that is wrong, as ajv says it. */
export interface ValidatorError {
  /** A JSON Pointer into the data. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
