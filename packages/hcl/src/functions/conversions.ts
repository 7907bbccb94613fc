import { failure, scalar, secret } from '../evaluate/nodes.ts';
import { convert } from '../types/convert.ts';
import type { Type } from '../types/type.ts';
import { anything, type FunctionSpec, type Functions } from './function-spec.ts';

/** Functions that change the type of a value, or how secret it is. */
export const conversionFunctions: Functions = {
  ephemeralasnull: { parameters: [anything], apply: ([value], { origin }) => value ?? scalar(null, origin) },
  issensitive: {
    parameters: [anything],
    apply: ([value], { origin }) => scalar(value?.kind === 'unknown' && value.isSensitive === true, origin),
  },
  nonsensitive: { parameters: [anything], apply: ([value], { origin }) => value ?? scalar(null, origin) },
  sensitive: { parameters: [anything], apply: (_, { origin }) => secret(origin) },
  tobool: converting('bool'),
  tolist: converting({ kind: 'list', element: 'any' }),
  tomap: converting({ kind: 'map', element: 'any' }),
  tonumber: converting('number'),
  toset: converting({ kind: 'set', element: 'any' }),
  tostring: converting('string'),
};

function converting(type: Type): FunctionSpec {
  return {
    parameters: [{ ...anything }],
    apply: ([value], { origin }) => (value ? convert(value, type) : failure('there is nothing to convert', origin)),
  };
}
