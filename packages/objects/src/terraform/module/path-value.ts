import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';

/** The value of `path.module` or `path.root`; others depend on the machine. Relative to the root module, as Terraform has it. */
export function pathValue(name: string, root: string, directory: string, origin: Origin): Node | undefined {
  if (name === 'root') return { kind: 'scalar', value: '.', origin };
  if (name === 'module') return { kind: 'scalar', value: relative(root, directory), origin };
  if (name === 'cwd') return { kind: 'unknown', why: 'it depends on the machine that runs Terraform', origin };
  return undefined;
}

function relative(from: string, to: string): string {
  const source = from === '' ? [] : from.split('/');
  const target = to === '' ? [] : to.split('/');
  let common = 0;
  while (common < source.length && source[common] === target[common]) common++;
  const steps = [...source.slice(common).map(() => '..'), ...target.slice(common)];
  return steps.length === 0 ? '.' : steps.join('/');
}
