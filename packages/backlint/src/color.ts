import type { Screen, Shell } from './shell.ts';

/**
 * Whether to colour what goes to a screen: the option `--color` or `--no-color` decides, then the variables `NO_COLOR` and
 * `FORCE_COLOR`, then whether it is a terminal that can.
 */
export function usesColor({ isTerminal }: Screen, { env }: Pick<Shell, 'env'>, option?: boolean): boolean {
  if (option !== undefined) return option;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0';
  return isTerminal && env.TERM !== 'dumb';
}
