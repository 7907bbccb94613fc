import type { Node } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import { compareText, directoryOf, type SourceTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import picomatch from 'picomatch';
import type { Parameters } from './parameters.ts';

/** What a generator yields: the parameter sets that can be computed, and why others cannot. */
export interface Generated {
  readonly parameters: readonly Parameters[];
  readonly unknown: readonly string[];
}

const mostParameterSets = 2_000;

/** The parameter sets of an ApplicationSet's generators (Argo CD: list, git directories, clusters, matrix, merge of these). */
export function generate(generators: readonly Node[], tree: SourceTree): Generated {
  return concat(generators.map((generator) => generateOne(generator, tree)));
}

function generateOne(generator: Node, tree: SourceTree): Generated {
  if (isWritten(generator, 'list')) return generateList(generator);
  if (isWritten(generator, 'git')) return generateGit(generator, tree);
  if (isWritten(generator, 'clusters')) return generateClusters();
  if (isWritten(generator, 'matrix')) return generateMatrix(itemsAt(generator, 'matrix', 'generators'), tree);
  const kinds = generator.kind === 'mapping' ? [...generator.entries.keys()] : [];
  return { parameters: [], unknown: [`the ${kinds[0] ?? 'empty'} generator asks something outside the files`] };
}

function generateList(generator: Node): Generated {
  const elements = itemsAt(generator, 'list', 'elements');
  return { parameters: elements.map((element) => new Map(flatten(element, ''))), unknown: [] };
}

/** Which clusters Argo CD manages is not in the files; most installations have the one they run in. */
function generateClusters(): Generated {
  const inCluster = new Map([
    ['name', 'in-cluster'],
    ['nameNormalized', 'in-cluster'],
    ['server', 'https://kubernetes.default.svc'],
  ]);
  return { parameters: [inCluster], unknown: [] };
}

function generateGit(generator: Node, tree: SourceTree): Generated {
  if (!isWritten(generator, 'git', 'directories')) {
    return { parameters: [], unknown: ['the git generator reads parameter files'] };
  }
  const patterns = itemsAt(generator, 'git', 'directories').flatMap((entry) => {
    const path = known(stringAt(entry, 'path'));
    const exclude = known(booleanAt(entry, 'exclude')) === true;
    return path === undefined ? [] : [{ matches: picomatch(path), exclude }];
  });
  const directories = directoriesOf(tree).filter(
    (directory) =>
      patterns.some(({ matches, exclude }) => !exclude && matches(directory)) &&
      !patterns.some(({ matches, exclude }) => exclude && matches(directory)),
  );
  return { parameters: directories.slice(0, mostParameterSets).map(directoryParameters), unknown: [] };
}

function directoryParameters(directory: string): Parameters {
  const segments = directory.split('/');
  const basename = segments.at(-1) ?? '';
  return new Map([
    ['path', directory],
    ['path.basename', basename],
    ['path.basenameNormalized', basename.toLowerCase().replace(/[^a-z0-9.-]/g, '-')],
    ...segments.map((segment, index): [string, string] => [`path[${index}]`, segment]),
  ]);
}

function generateMatrix(generators: readonly Node[], tree: SourceTree): Generated {
  const parts = generators.map((generator) => generateOne(generator, tree));
  const parameters = parts.reduce<readonly Parameters[]>(
    (left, right) =>
      left.flatMap((one) => right.parameters.map((other) => new Map([...one, ...other]))).slice(0, mostParameterSets),
    [new Map()],
  );
  return { parameters, unknown: parts.flatMap(({ unknown }) => unknown) };
}

function concat(parts: readonly Generated[]): Generated {
  return {
    parameters: parts.flatMap(({ parameters }) => parameters).slice(0, mostParameterSets),
    unknown: parts.flatMap(({ unknown }) => unknown),
  };
}

function flatten(node: Node, prefix: string): [string, string][] {
  if (node.kind === 'scalar') return node.value === null ? [] : [[prefix, String(node.value)]];
  if (node.kind !== 'mapping') return [];
  return [...node.entries].flatMap(([key, { value }]) => flatten(value, prefix === '' ? key : `${prefix}.${key}`));
}

/** Every directory of a tree that holds a file, directly or below it, in code-unit order. */
function directoriesOf(tree: SourceTree): readonly string[] {
  const directories = new Set<string>();
  for (const path of tree.paths) {
    for (let here = directoryOf(path); here !== '' && !directories.has(here); here = directoryOf(here)) {
      directories.add(here);
    }
  }
  return [...directories].sort(compareText);
}
