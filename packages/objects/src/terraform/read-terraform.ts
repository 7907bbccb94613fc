import { Budget } from '@backlint/hcl/evaluate/budget';
import type { Comment } from '@backlint/source/comment';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { SourceTree } from '@backlint/source/source-tree';
import type { Deployment } from '../deployment.ts';
import type { UnknownObjects } from '../unknown-objects.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { limits } from './limits.ts';
import { type ConfigurationFiles, findConfigurations } from './module/configuration-files.ts';
import { type Declarations, readDeclarations } from './module/declarations.ts';
import { exampleOf, isExample } from './module/examples.ts';
import { findRootModules } from './module/find-root-modules.ts';
import { readVariableFiles } from './module/variable-files.ts';
import type { World } from './module/world.ts';
import { isPlanned, isToldByPlan, planDirectoryOf, withPlans } from './plan/planned.ts';
import { readPlans } from './plan/read-plans.ts';
import { type ResourceInstance, readModule } from './read-module.ts';
import { type BucketExpiry, readBucketExpiries } from './resources/bucket-expiry.ts';
import { type BucketTrait, readBucketTraits } from './resources/bucket-trait.ts';
import { resourceToObjects, sendsObjects } from './resources-to-objects.ts';
import { type RootObjects, separateRoots } from './separate-roots.ts';
import { callsOf, sourceOf, terraformObject } from './source-of.ts';
import type { TerraformObject } from './terraform-object.ts';

/** What Terraform would send to clusters, from the root modules and saved plans of a tree. */
export interface TerraformRead {
  readonly objects: readonly TerraformObject[];
  readonly unknown: readonly UnknownObjects[];
  /** The files that were read: configuration, variables, plans, and what functions such as `file` asked for. */
  readonly files: ReadonlySet<string>;
  /** The rules by which buckets delete what lies in them. */
  readonly bucketExpiries: readonly BucketExpiry[];
  /** What Terraform says of buckets and of what keeps others from losing what lies in them. */
  readonly bucketTraits: readonly BucketTrait[];
  /** The comments of the configuration files, by path. */
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
}

export interface TerraformOptions {
  /** Variable files to read as `terraform -var-file` would, in order. */
  readonly variableFiles?: readonly string[];
}

/**
 * Reads the Kubernetes objects that the Terraform configurations of a tree make. Modules that nothing in the tree calls
 * are roots, whose unset variables are unknown. A resource that is also in a plan (`terraform show -json`) is read from
 * there; a state is read where there is neither configuration nor plan. Nothing outside the tree is read, and nothing is fetched.
 */
export function readTerraform(tree: SourceTree, options: TerraformOptions = {}): Read<TerraformRead> {
  const configurations = findConfigurations(tree);
  const modules = new Map<string, Declarations>();
  const troubles = new Map<string, readonly Diagnostic[]>();
  const all = [...configurations.values()];
  const sends = all.some((files) => mention(words, tree, files));
  const relevant = sends || all.some((files) => mention(bucketWords, tree, files)) ? configurations : new Map();
  for (const [directory, files] of relevant) {
    const { result, diagnostics } = readDeclarations(tree, files);
    modules.set(directory, result);
    troubles.set(directory, diagnostics);
  }
  const found = modules.size > 0 ? findRootModules(modules) : [];
  const examples = found.filter((root) => isExample(root, modules));
  const roots = found.filter((root) => !examples.includes(root)).map((root) => readRoot(root, modules, tree, options));
  const plans = readPlans(tree, { withStates: !sends });
  const planned = plans.result.objects;
  const directories = new Set(roots.map(({ result }) => result.directory));
  const apart = planned.filter((object) => !directories.has(planDirectoryOf(object)));
  const comments = new Map([...modules.values()].flatMap(({ files }) => [...files]));
  return {
    result: {
      objects: [
        ...separateRoots(roots.map(({ result }) => withPlans(result, planned))).filter((one) => !isPlanned(one, apart)),
        ...apart,
      ],
      unknown: [
        ...roots.flatMap(({ result }) => result.unknown).filter((one) => !isToldByPlan(one, planned)),
        ...examples.flatMap(exampleOf),
        ...plans.result.unknown,
      ],
      files: new Set([...comments.keys(), ...roots.flatMap((root) => root.result.files), ...plans.result.files]),
      bucketExpiries: roots.flatMap(({ result }) => result.bucketExpiries),
      bucketTraits: roots.flatMap(({ result }) => result.bucketTraits),
      comments,
    },
    diagnostics: [
      ...(sends ? [...[...troubles.values()].flat(), ...roots.flatMap(({ diagnostics }) => diagnostics)] : []),
      ...plans.diagnostics,
    ],
  };
}

/** Words without which no configuration sends anything to a cluster: nobody wants to hear about the others. */
const words = /kubernetes_|kubectl_|helm_release|cnpg/;
/** The same for what buckets do with backups, which manifests beside the configuration may send there. */
const bucketWords = /"(?:aws_s3_bucket|google_storage_bucket|minio_s3_bucket|minio_ilm_policy)/;

function mention(words: RegExp, tree: SourceTree, { primary, overrides }: ConfigurationFiles): boolean {
  return [...primary, ...overrides].some((path) => {
    const file = tree.read(path);
    return file !== undefined && (!('text' in file) || words.test(file.text));
  });
}

interface RootRead extends RootObjects {
  readonly unknown: readonly UnknownObjects[];
  readonly files: readonly string[];
  readonly bucketExpiries: readonly BucketExpiry[];
  readonly bucketTraits: readonly BucketTrait[];
}

function readRoot(
  root: Declarations,
  modules: ReadonlyMap<string, Declarations>,
  tree: SourceTree,
  { variableFiles = [] }: TerraformOptions,
): Read<RootRead> {
  const world = worldOf(root.directory, modules, tree);
  const given = readVariableFiles(tree, root.directory, world.nameless, variableFiles);
  const module = readModule(root, given.result.values, world);
  const deployment = deploymentOf(root);
  const objects = module.resources().flatMap((resource) => objectsOf(resource, world, deployment));
  const made = module.resources().filter(({ declaration }) => !declaration.isData);
  return {
    result: {
      directory: root.directory,
      objects,
      unknown: world.unknown,
      bucketExpiries: made.flatMap(({ declaration, body }) => readBucketExpiries(declaration.type, body)),
      bucketTraits: made.flatMap(({ declaration, body }) => readBucketTraits(declaration.type, body)),
      files: [...given.result.files, ...world.read],
    },
    diagnostics: [...given.diagnostics, ...world.diagnostics],
  };
}

function worldOf(root: string, modules: ReadonlyMap<string, Declarations>, tree: SourceTree): World {
  const read = new Set<string>();
  const files = {
    tree: recording(tree, read),
    directory: root,
    readYaml: (file: Parameters<typeof readYaml>[0]) => {
      const { result, diagnostics } = readYaml(file);
      const [document, more] = result;
      const why = diagnostics.length > 0 || more ? 'it is not one document of YAML' : 'it is empty';
      if (document && !more && diagnostics.length === 0) return document.root;
      return { kind: 'unknown' as const, why, origin: { range: { file, start: 0, end: file.text.length } } };
    },
  };
  return {
    tree,
    root,
    modules,
    read,
    nameless: { resolve: () => undefined, files, budget: new Budget() },
    left: { modules: limits.modules, resources: limits.resources },
    diagnostics: [],
    unknown: [],
  };
}

/** The same tree, which remembers the files that were there when they were asked for. */
function recording(tree: SourceTree, read: Set<string>): SourceTree {
  return {
    paths: tree.paths,
    read: (path) => {
      const file = tree.read(path);
      if (file) read.add(path);
      return file;
    },
  };
}

function objectsOf(resource: ResourceInstance, world: World, deployment: Deployment): readonly TerraformObject[] {
  const { declaration, address, instance } = resource;
  if (declaration.isData || !sendsObjects(declaration.type)) return [];
  const at = { range: declaration.block.header };
  const { result, diagnostics } = resourceToObjects({ address, type: declaration.type, body: resource.body, at });
  world.diagnostics.push(...diagnostics);
  world.unknown.push(...result.unknown);
  return result.objects.flatMap((root) => {
    const source = sourceOf(resource, root);
    return terraformObject(root, instance.doubt === undefined ? source : { ...source, doubt: instance.doubt }, {
      block: declaration.block.range,
      header: declaration.block.header,
      calls: callsOf(resource.module),
      deployment,
    });
  });
}

function deploymentOf({ directory, files }: Declarations): Deployment {
  const [path = directory] = files.keys();
  return {
    kind: 'terraform',
    title: `Terraform module ${directory || '.'}`,
    path: directory,
    environment: '',
    origin: { range: { file: { path, text: '' }, start: 0, end: 0 } },
  };
}
