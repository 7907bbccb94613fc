import { directoryOf, type SourceTree } from '@backlint/source/source-tree';

/** The configuration files of a directory, in the order in which Terraform reads them. */
export interface ConfigurationFiles {
  readonly directory: string;
  readonly primary: readonly string[];
  /** Files that change what the others declare: `override.tf`, `*_override.tf`. */
  readonly overrides: readonly string[];
}

const configuration = /\.(?:tf|tofu)(?:\.json)?$/;

/**
 * The directories of a tree that hold configuration, by path. As OpenTofu does, a `.tofu` file hides the `.tf` file of
 * the same name. Copies that `init` made, and test suites, are left out.
 */
export function findConfigurations(tree: SourceTree): ReadonlyMap<string, ConfigurationFiles> {
  const paths = tree.paths.filter((path) => configuration.test(path) && !isHidden(path));
  const all = new Set(paths);
  const found = new Map<string, { directory: string; primary: string[]; overrides: string[] }>();
  for (const path of paths) {
    if (all.has(path.replace(/\.tf((?:\.json)?)$/, '.tofu$1')) && /\.tf(?:\.json)?$/.test(path)) continue;
    const directory = directoryOf(path);
    const files = found.get(directory) ?? { directory, primary: [], overrides: [] };
    found.set(directory, files);
    const isOverride = /(?:^|\/)(?:.*_)?override\.(?:tf|tofu)(?:\.json)?$/.test(path);
    (isOverride ? files.overrides : files.primary).push(path);
  }
  return found;
}

function isHidden(path: string): boolean {
  return /(?:^|\/)\.|(?:^|\/)(?:tests?|e2e|testdata)\//i.test(path);
}
