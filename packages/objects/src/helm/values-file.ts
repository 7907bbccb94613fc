import type { Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { startOf } from '@backlint/source/range';
import { isSourceFile, type SourceTree } from '@backlint/source/source-tree';
import { readYaml } from '../yaml/read-yaml.ts';
import { noValues } from './merge-values.ts';

/** The values in a file of the tree; undefined where it is not there, unknown where it cannot be read. */
export function readValuesFile(path: string | undefined, tree: SourceTree, named: Origin): Node | undefined {
  const file = path === undefined ? undefined : tree.read(path);
  if (!isSourceFile(file)) return undefined;
  const { result, diagnostics } = readYaml(file);
  const origin = { range: startOf(file), via: named };
  if (diagnostics.length > 0) return { kind: 'unknown', why: 'one of its values files cannot be read', origin };
  return result[0]?.root ?? noValues(origin);
}
