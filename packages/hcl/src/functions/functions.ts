import { choiceFunctions } from './choices.ts';
import { conversionFunctions } from './conversions.ts';
import { encodingFunctions } from './encodings.ts';
import { fileFunctions } from './files.ts';
import { formatFunctions } from './format.ts';
import type { FunctionSpec } from './function-spec.ts';
import { joinFunctions } from './join.ts';
import { listFunctions } from './lists.ts';
import { mapFunctions } from './maps.ts';
import { numberFunctions } from './numbers.ts';
import { pathFunctions } from './paths.ts';
import { searchFunctions } from './regular-expressions.ts';
import { setFunctions } from './sets.ts';
import { templateFunctions } from './templates.ts';
import { textFunctions } from './text.ts';

/** Every function that is computed, without `core::` before its name. Others (time, chance, hashes) are unknown. */
export const functions: ReadonlyMap<string, FunctionSpec> = new Map(
  [
    choiceFunctions,
    conversionFunctions,
    encodingFunctions,
    fileFunctions,
    formatFunctions,
    joinFunctions,
    listFunctions,
    mapFunctions,
    numberFunctions,
    pathFunctions,
    searchFunctions,
    setFunctions,
    templateFunctions,
    textFunctions,
  ].flatMap((family) => Object.entries(family)),
);
