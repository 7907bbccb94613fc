import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Scope } from '../evaluate/scope.ts';
import type { Type } from '../types/type.ts';

/** A function of Terraform. Arguments come converted to their parameters' types. */
export interface FunctionSpec {
  readonly parameters: readonly Parameter[];
  /** What any further arguments are. */
  readonly rest?: Parameter;
  readonly apply: (args: readonly Node[], call: FunctionCall) => Node;
}

export interface Parameter {
  readonly type: Type;
  readonly takesNull?: boolean;
  /** How much may be unknown: nothing where it is not given, `parts` of a collection, or the whole argument. */
  readonly takes?: 'parts' | 'unknown';
}

/** Where a function is called, and what it may use. */
export interface FunctionCall {
  readonly origin: Origin;
  readonly scope: Scope;
}

/** A table of functions by name. */
export type Functions = Readonly<Record<string, FunctionSpec>>;

/** A value of any type that is known. */
export const anyKnown: Parameter = { type: 'any' };

/** A value of any type that is there, though parts of it may be unknown. */
export const anyParts: Parameter = { type: 'any', takes: 'parts' };

/** Anything at all. */
export const anything: Parameter = { type: 'any', takes: 'unknown', takesNull: true };

/** A list with elements of any one type, which may be unknown. */
export const listOfAny: Parameter = { type: { kind: 'list', element: 'any' }, takes: 'parts' };

export const knownListOfAny: Parameter = { type: { kind: 'list', element: 'any' } };

export const textList: Parameter = { type: { kind: 'list', element: 'string' } };

export const text: Parameter = { type: 'string' };

export const number: Parameter = { type: 'number' };
