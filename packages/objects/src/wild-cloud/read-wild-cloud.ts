import type { Comment } from '@backlint/source/comment';
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

/** Finds the files of Wild Cloud in a tree, and builds the kustomizations that they speak of. */
export function readWildCloud(tree: SourceTree, build: Build): WildCloudRead {
  const comments = new Map<string, readonly Comment[]>();
  const read = (path: string, word: RegExp, isMeant: (root: MappingNode) => boolean) => {
    const document = readAlone(tree, path, word);
    if (document?.root.kind !== 'mapping' || !isMeant(document.root)) return [];
    comments.set(path, document.comments);
    return [{ root: document.root, directory: directoryOf(path), path }];
  };
  const find = (name: RegExp, word: RegExp, isMeant: (root: MappingNode) => boolean) =>
    tree.paths.filter((path) => name.test(path)).flatMap((path) => read(path, word, isMeant));

  const apps = find(/(?:^|\/)manifest\.yaml$/, /^defaultConfig[ \t]*:/m, isApp).map(({ root, directory }): AppFile => {
    const objects = objectsIn(directory, build);
    return { root, directory, ...(objects ? { objects } : {}) };
  });
  const plans = find(/(?:^|\/)backups\/.*\.ya?ml$/, /^standbyColor[ \t]*:/m, isPlan).map(({ root, path }): PlanFile => {
    const active = objectsIn(directoryNamed(root, 'source', path), build);
    const standby = objectsIn(directoryNamed(root, 'standby', path), build);
    return { root, ...(active ? { active } : {}), ...(standby ? { standby } : {}) };
  });
  const homes = new Set([...apps.map(({ directory }) => directory), ...plans.map(({ root }) => pathOf(root))]);
  const instances: readonly InstanceFile[] = find(
    /(?:^|\/)instances\/[^/]+\/config\.yaml$/,
    /^/,
    ({ origin: { range } }) => {
      const home = `${directoryOf(range.file.path)}/`;
      return [...homes].some((path) => path.startsWith(home));
    },
  );
  return { apps, instances, plans, comments };
}

/** The one document of a file; a file with several is none of Wild Cloud's. */
function readAlone(tree: SourceTree, path: string, word: RegExp) {
  const file = tree.read(path);
  if (!isSourceFile(file) || !word.test(file.text)) return undefined;
  const [document, ...others] = readYaml(file).result;
  return others.length === 0 ? document : undefined;
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

function pathOf({ origin: { range } }: MappingNode): string {
  return range.file.path;
}
