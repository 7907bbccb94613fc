import type { Comment } from '@backlint/source/comment';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { MappingNode } from '@backlint/source/node';
import { isWritten, mappingAt, stringAt } from '@backlint/source/node-values';
import { directoryOf, isSourceFile, normalisePath, type SourceTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import type { Build } from '../deployments/build.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { kubernetesObjectsOf } from '../kubernetes/kubernetes-objects.ts';
import { settleTemplates } from '../kubernetes/settle-templates.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import type { AppFile, InstanceFile, PlanFile, WildCloudRead } from './wild-cloud-files.ts';

/**
 * Finds the files of Wild Cloud in a tree, and builds the kustomizations that they speak of. A file that has their words and
 * cannot be read is a diagnostic, so that it does not count as one that is well.
 */
export function readWildCloud(tree: SourceTree, build: Build): Read<WildCloudRead> {
  const comments = new Map<string, readonly Comment[]>();
  const diagnostics: Diagnostic[] = [];
  const find = (paths: readonly string[], word: RegExp, isMeant: (root: MappingNode) => boolean) =>
    paths.flatMap((path) => {
      const file = tree.read(path);
      if (!isSourceFile(file) || !word.test(file.text)) return [];
      const { result, diagnostics: troubles } = readYaml(file);
      diagnostics.push(...troubles);
      const [document, ...others] = result;
      if (document?.root.kind !== 'mapping' || others.length > 0 || !isMeant(document.root)) return [];
      comments.set(path, document.comments);
      return [{ root: document.root, directory: directoryOf(path), path }];
    });
  const named = (name: RegExp) => tree.paths.filter((path) => name.test(path));

  const apps = find(named(/(?:^|\/)manifest\.yaml$/), /^defaultConfig[ \t]*:/m, isApp).map(
    ({ root, directory }): AppFile => {
      const objects = objectsIn(directory, build);
      return { root, directory, ...(objects ? { objects } : {}) };
    },
  );
  const found = find(named(/(?:^|\/)backups\/.*\.ya?ml$/), /^standbyColor[ \t]*:/m, isPlan);
  const plans = found.map(({ root, path }): PlanFile => {
    const active = objectsIn(directoryNamed(root, 'source', path), build);
    const standby = objectsIn(directoryNamed(root, 'standby', path), build);
    return { root, ...(active ? { active } : {}), ...(standby ? { standby } : {}) };
  });
  // Many tools have a config.yaml: only apps and plans beside it show whose it is.
  const homes = [...apps, ...found].map(({ directory }) => directory);
  const configurations = named(/(?:^|\/)instances\/[^/]+\/config\.yaml$/).filter((path) =>
    homes.some((home) => home.startsWith(`${directoryOf(path)}/`)),
  );
  const instances = find(configurations, /^/, () => true).map(
    ({ root, directory }): InstanceFile => ({ root, directory }),
  );
  return { result: { apps, instances, plans, comments }, diagnostics };
}

function isApp(root: MappingNode): boolean {
  const isKubernetes = isWritten(root, 'apiVersion') || isWritten(root, 'kind');
  const speaksOfInstalling = ['requires', 'defaultSecrets', 'requiredSecrets', 'restore'].some((key) =>
    isWritten(root, key),
  );
  return (
    !isKubernetes && isWritten(root, 'name') && mappingAt(root, 'defaultConfig') !== undefined && speaksOfInstalling
  );
}

function isPlan(root: MappingNode): boolean {
  return !isWritten(root, 'apiVersion') && isWritten(root, 'app') && isWritten(root, 'strategies');
}

/** The directory that a plan names; it counts from the directory that holds `instances`. */
function directoryNamed(root: MappingNode, side: 'source' | 'standby', path: string): string | undefined {
  const written = known(stringAt(root, side, 'appDir'));
  const at = path.search(/(?:^|\/)instances\//);
  const base = at <= 0 ? '' : `${path.slice(0, at)}/`;
  return written === undefined ? undefined : normalisePath(`${base}${written}`);
}

/** What a directory's kustomization makes; undefined where any of it is not certain. */
function objectsIn(directory: string | undefined, build: Build): readonly KubernetesObject[] | undefined {
  const built = directory === undefined ? undefined : build(directory);
  if (!built || built.diagnostics.length > 0 || built.result.unknown.length > 0) return undefined;
  return built.result.resources.flatMap(({ root }) => kubernetesObjectsOf(settleTemplates(root)));
}
