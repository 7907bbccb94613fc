import type { Functions } from './function-spec.ts';
import { simple } from './simple.ts';

/** Functions of paths as text. */
export const pathFunctions: Functions = {
  basename: simple(['string'], (path) => {
    const trimmed = path.replace(/\/+$/, '');
    if (trimmed === '') return path === '' ? '.' : '/';
    return trimmed.slice(trimmed.lastIndexOf('/') + 1);
  }),
  dirname: simple(['string'], (path) => clean(path.slice(0, path.lastIndexOf('/') + 1))),
};

/** As Go's filepath.Clean. */
function clean(path: string): string {
  const isAbsolute = path.startsWith('/');
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else if (step !== '..' || !isAbsolute) steps.push(step);
  }
  const cleaned = (isAbsolute ? '/' : '') + steps.join('/');
  return cleaned === '' ? '.' : cleaned;
}
