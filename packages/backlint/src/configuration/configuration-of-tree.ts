import { rules as allRules } from '@backlint/rules/rules';
import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import { applied } from './applied.ts';
import { configurationPaths } from './find-configuration.ts';
import type { ConfigurationLoad } from './load-configuration.ts';
import { readConfiguration } from './read-configuration.ts';

/**
 * The configuration that lies in a tree, such as that of the commit a pull request is against: what a stranger proposes
 * does not decide how it is judged.
 */
export function configurationOfTree(tree: SourceTree): ConfigurationLoad {
  const files = configurationPaths.map((path) => tree.read(path)).filter(isSourceFile);
  const [only, other] = files;
  if (other) {
    return {
      kind: 'problem',
      message: `there are two configurations, ${only?.path} and ${other.path}: keep one of them.`,
    };
  }
  return applied(allRules, readConfiguration(only ?? { path: '', text: '' }), undefined, only?.path);
}
