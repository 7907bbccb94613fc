import type { Node } from '@backlint/source/node';
import type { Scope } from './scope.ts';

/** One evaluation under way: the scope, the variables of the `for`s around, and how many errors there were. */
export interface Evaluation {
  readonly scope: Scope;
  readonly variables?: Variables;
  readonly errors: { count: number };
}

/** The variables of a `for`, and those of the one around it. */
export interface Variables {
  readonly values: ReadonlyMap<string, Node>;
  readonly outer?: Variables | undefined;
}

/** The same evaluation inside a `for`. */
export function withVariables(evaluation: Evaluation, values: ReadonlyMap<string, Node>): Evaluation {
  return { ...evaluation, variables: { values, outer: evaluation.variables } };
}

/** The value of a `for` variable. */
export function variableIn({ variables }: Evaluation, name: string): Node | undefined {
  for (let here = variables; here; here = here.outer) {
    const value = here.values.get(name);
    if (value) return value;
  }
  return undefined;
}

/** Runs a part of an evaluation whose errors do not count, and says how many there were. */
export function withoutErrors<T>(
  { errors }: Evaluation,
  run: () => T,
): { readonly result: T; readonly failed: boolean } {
  const before = errors.count;
  const result = run();
  const failed = errors.count > before;
  errors.count = before;
  return { result, failed };
}
