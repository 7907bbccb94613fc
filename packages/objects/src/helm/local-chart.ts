import type { Node } from '@backlint/source/node';
import { itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { startOf } from '@backlint/source/range';
import { isSourceFile, normalisePath, type SourceTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { readYaml } from '../yaml/read-yaml.ts';
import type { HelmRelease } from './helm-release.ts';
import { noValues } from './merge-values.ts';

/** The directory of a chart at a path of the tree; undefined where there is none. */
export function chartDirectory(path: string | undefined, tree: SourceTree): string | undefined {
  const directory = path === undefined ? undefined : normalisePath(path);
  return directory !== undefined && isSourceFile(tree.read(inside(directory, 'Chart.yaml'))) ? directory : undefined;
}

/**
 * Whether a chart may make objects that matter for backups, or Argo CD Applications that do: from its own templates, or
 * through what it depends on.
 */
export function mayHoldDatabases(directory: string, tree: SourceTree): boolean {
  const prefix = directory === '' ? '' : `${directory}/`;
  const dependencies = itemsAt(chartFile(directory, tree), 'dependencies');
  if (
    dependencies.some((one) => holdsDatabases(known(stringAt(one, 'name')) ?? '', known(stringAt(one, 'repository'))))
  )
    return true;
  return tree.paths.some((path) => {
    if (!path.startsWith(prefix) || !/\.(?:ya?ml|tpl)$/.test(path)) return false;
    const file = tree.read(path);
    return isSourceFile(file) && /cnpg\.io|\bCronJob\b|\bkind:\s*["']?Application/.test(file.text);
  });
}

/** Charts by whose names people know a database; operators and what only looks at databases hold none. */
export function holdsDatabases(chart: string, repository = ''): boolean {
  if (chart === 'cluster') return /cloudnative-pg|cnpg/i.test(repository);
  return (
    /postgres|cnpg|database|timescale/i.test(chart) &&
    !/operator|exporter|barman-cloud|cloudnative-pg$|crds?$/i.test(chart)
  );
}

/** A chart of the tree as somebody installs it by hand: under its own name, with its own values, wherever they are. */
export function plainRelease(directory: string, tree: SourceTree): HelmRelease | undefined {
  const chart = chartFile(directory, tree);
  const name = known(stringAt(chart, 'name'));
  if (name === undefined || known(stringAt(chart, 'type')) === 'library') return undefined;
  const { origin } = stringAt(chart, 'name');
  return {
    title: `chart ${directory || '.'}`,
    releaseName: { kind: 'written', value: name, origin },
    namespace: { kind: 'absent', origin },
    chart: name,
    repository: undefined,
    version: known(stringAt(chart, 'version')),
    directory,
    values: noValues(origin),
    origin,
  };
}

function chartFile(directory: string, tree: SourceTree): Node {
  const file = tree.read(inside(directory, 'Chart.yaml'));
  const nothing = { path: inside(directory, 'Chart.yaml'), text: '' };
  const root = isSourceFile(file) ? readYaml(file).result[0]?.root : undefined;
  return (root && mappingAt(root)) ?? noValues({ range: startOf(isSourceFile(file) ? file : nothing) });
}

function inside(directory: string, name: string): string {
  return directory === '' ? name : `${directory}/${name}`;
}
