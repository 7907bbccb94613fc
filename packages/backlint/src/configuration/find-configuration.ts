import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where a configuration may lie, from the root of the repository. */
export const configurationPaths = [
  '.backlint.yaml',
  '.backlint.yml',
  '.github/backlint.yaml',
  '.github/backlint.yml',
  '.forgejo/backlint.yaml',
  '.forgejo/backlint.yml',
] as const;

/** The configuration of the repository that a folder belongs to, or none; a message where there are several. */
export type FoundConfiguration =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'problem'; readonly message: string };

/** Looks in the root of the repository: the nearest folder upwards with a `.git`, else the folder itself. */
export function findConfiguration(folder: string): FoundConfiguration {
  const root = repositoryRoot(folder);
  const found = configurationPaths.filter((path) => existsSync(join(root, path)));
  const [only, other] = found;
  if (only === undefined) return { kind: 'none' };
  if (other !== undefined) {
    return { kind: 'problem', message: `there are two configurations, ${only} and ${other}: keep one of them.` };
  }
  return { kind: 'file', path: join(root, only) };
}

/** The root of the repository that a folder lies in; the folder itself where it lies in none. */
export function repositoryRoot(folder: string): string {
  for (let here = folder; ; here = dirname(here)) {
    if (existsSync(join(here, '.git'))) return here;
    if (dirname(here) === here) return folder;
  }
}
