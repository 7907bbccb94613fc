import type { Declarations } from './declarations.ts';
import { moduleSourceOf } from './module-source.ts';

/** The directories that people run Terraform in: those that no module call of the repository uses. */
export function findRootModules(modules: ReadonlyMap<string, Declarations>): readonly Declarations[] {
  const used = new Set<string>();
  for (const { directory, calls } of modules.values()) {
    for (const call of calls.values()) {
      const source = moduleSourceOf(call, directory);
      if (source.kind === 'local' && source.directory !== directory) used.add(source.directory);
    }
  }
  const roots = [...modules.values()].filter(({ directory }) => !used.has(directory));
  return roots.length > 0 ? roots : [...modules.values()].slice(0, 1);
}
