import type { Path } from '@backlint/source/node-values';

/** A path as people write it: `spec.externalClusters[0].barmanObjectStore`. */
export function renderPath(path: readonly (string | number)[]): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number' || step === '*') return `[${step === '*' ? '' : step}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
}

/** A path with `*` for every index, as the tables of known fields write it. */
export function pathPattern(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? '*' : step)).join('.');
}
