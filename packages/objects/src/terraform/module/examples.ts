import type { UnknownObjects } from '../../unknown-objects.ts';
import type { Declarations } from './declarations.ts';
import { moduleSourceOf } from './module-source.ts';

/** Where modules are tried out, by the standard module structure of Terraform and by habit. */
const trials = /(^|\/)(examples?|tests?)(\/|$)/;

/** Whether a root module only shows or tests how to call a module of the repository: nobody runs a database with it. */
export function isExample({ directory, calls }: Declarations, modules: ReadonlyMap<string, Declarations>): boolean {
  if (!trials.test(directory)) return false;
  return [...calls.values()].some((call) => {
    const source = moduleSourceOf(call, directory);
    return source.kind === 'local' && modules.has(source.directory);
  });
}

/** What an example would make, which nobody makes with it. */
export function exampleOf({ directory, calls }: Declarations): readonly UnknownObjects[] {
  const [call] = calls.values();
  if (!call) return [];
  const what = `the module that ${directory} calls`;
  return [
    { what, why: 'that is an example, and who really calls it is not in these files', origin: { range: call.header } },
  ];
}
