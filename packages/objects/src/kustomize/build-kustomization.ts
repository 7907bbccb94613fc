import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import type { SourceFile } from '@backlint/source/source-file';
import { isSourceFile, normalisePath, type SourceTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { objectMappingsOf } from '../kubernetes/kubernetes-objects.ts';
import type { UnknownObjects } from '../unknown-objects.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { builtInPlugin } from './built-in-plugin.ts';
import { specsOfDefinitions } from './crd-definitions.ts';
import { textOver, withValueAt } from './edit-node.ts';
import { generate } from './generators.ts';
import { hashSuffix } from './hash-suffix.ts';
import { readInlineYaml } from './inline-yaml.ts';
import { kustomizationFileOf } from './kustomization-file.ts';
import type { KustomizeBuild } from './kustomize-build.ts';
import { builtInMergeKeys, type MergeKeys, mergeKeysOfSchema } from './merge-keys.ts';
import { followRenames } from './names.ts';
import { applyPatches } from './patches.ts';
import { applyReplacements } from './replacements.ts';
import { changed, type Resource, resourceOf } from './resource.ts';
import { transform } from './transformers.ts';
import { fillVariables } from './variables.ts';

/** Documents by file, shared between the builds of one run. */
export type YamlCache = Map<SourceFile, Read<readonly Node[]>>;

/** How deep kustomizations may nest, and how many resources one may bring together. */
const kustomizeLimits = { depth: 16, resources: 5_000 } as const;

/** What is built: a directory with a kustomization, and fields that a deployment adds on top of it. */
export interface BuildRequest {
  readonly directory: string;
  readonly overlay?: MappingNode | undefined;
  /** For a directory without a kustomization of its own: the files and directories that count as its resources. */
  readonly resources?: readonly string[];
}

/**
 * Renders a kustomization as `kubectl kustomize` (kustomize 5.5) does, reading nothing but the tree. What it cannot
 * build, such as a remote base, is listed as unknown and the rest is built all the same; what kustomize would refuse is
 * a diagnostic.
 */
export function buildKustomization(
  tree: SourceTree,
  request: BuildRequest,
  cache: YamlCache = new Map(),
): Read<KustomizeBuild> {
  const state: State = {
    tree,
    cache,
    files: new Set(),
    unknown: [],
    diagnostics: [],
    stack: [],
    configurations: [],
    mergeKeys: builtInMergeKeys,
    vars: [],
  };
  const own = request.resources
    ? request.resources.flatMap((path) => readResource(path, undefined, state))
    : accumulate(request.directory, [], state);
  const overlaid = request.overlay ? customise(own, request.overlay, request.directory, state) : own;
  const hashed = overlaid.map((resource) => (resource.needsHash ? withHash(resource) : resource));
  const named = followRenames(hashed, state.configurations);
  const resources = fillVariables(named, state.vars).map(({ root }) => ({ root }));
  const refusal = state.diagnostics.find(({ code }) => refusals.has(code));
  return {
    result: {
      resources,
      unknown: state.unknown,
      files: [...state.files],
      ...(refusal === undefined ? {} : { refused: refusal.message }),
    },
    diagnostics: state.diagnostics,
  };
}

/** Troubles that make kustomize give up the whole build. */
const refusals: ReadonlySet<string> = new Set([
  'kustomize-patch-no-match',
  'kustomize-patch-failed',
  'kustomize-cycle',
]);

interface State {
  readonly tree: SourceTree;
  readonly cache: YamlCache;
  readonly files: Set<string>;
  readonly unknown: UnknownObjects[];
  readonly diagnostics: Diagnostic[];
  readonly stack: string[];
  /** `nameReference` entries of `configurations` files: which fields of custom resources hold names. */
  readonly configurations: Node[];
  /** Changed by `openapi`, as in kustomize for all that is patched from then on. */
  mergeKeys: MergeKeys;
  /** `vars` of all kustomizations: they are filled in when everything has its name. */
  readonly vars: Node[];
}

/** The resources of a directory's kustomization; those of a component are the ones it was given, changed. */
function accumulate(directory: string, given: readonly Resource[], state: State): readonly Resource[] {
  const path = kustomizationFileOf(state.tree, directory);
  const [kustomization] = path === undefined ? [] : readDocuments(path, state);
  if (path === undefined || kustomization?.kind !== 'mapping') return given;
  state.stack.push(directory);
  const own = [...itemsAt(kustomization, 'resources'), ...itemsAt(kustomization, 'bases')].flatMap((item) =>
    readReference(item, directory, state),
  );
  const result = customise(withinLimit([...given, ...own], kustomization, state), kustomization, directory, state);
  state.stack.pop();
  return result;
}

function withinLimit(resources: readonly Resource[], kustomization: Node, state: State): readonly Resource[] {
  if (resources.length <= kustomizeLimits.resources) return resources;
  const message = `More than ${kustomizeLimits.resources} resources come together here, so the rest is not read. Split the kustomization.`;
  complain('limit-kustomize-resources', message, kustomization, state);
  return resources.slice(0, kustomizeLimits.resources);
}

/** Generators, components and transformers of a kustomization, in kustomize's order. */
function customise(
  resources: readonly Resource[],
  kustomization: MappingNode,
  directory: string,
  state: State,
): readonly Resource[] {
  const report = (trouble: Diagnostic) => state.diagnostics.push(trouble);
  const readFile = (file: string, at: Node) => readBeside(directory, file, at, state);
  const context = { tree: state.tree, directory, report, use: (path: string) => state.files.add(path) };
  const generators = [kustomization, ...pluginsOf(kustomization, 'generators', directory, state)];
  const generated = generators.reduce((here, fields) => generate(here, fields, context), resources);
  noteUnknown(kustomization, state);
  state.vars.push(...itemsAt(kustomization, 'vars'));
  const filesIn = (field: string) =>
    itemsAt(kustomization, field).flatMap((item): readonly Node[] =>
      item.kind === 'scalar' ? (readFile(String(item.value), item) ?? []) : [],
    );
  const configurations = [...filesIn('configurations'), ...filesIn('crds').flatMap(specsOfDefinitions)];
  state.configurations.push(...configurations);
  const openapi = nodeAt(kustomization, ['openapi', 'path']);
  const [schema] = openapi?.kind === 'scalar' ? (readFile(String(openapi.value), openapi) ?? []) : [];
  if (schema) state.mergeKeys = mergeKeysOfSchema(schema);
  const withComponents = itemsAt(kustomization, 'components').reduce<readonly Resource[]>((here, item) => {
    const component = directoryReference(item, directory, state);
    return component === undefined ? here : accumulate(component, here, state);
  }, generated);
  const transformers = [kustomization, ...pluginsOf(kustomization, 'transformers', directory, state)];
  return transformers.reduce((here, fields) => {
    const patched = applyPatches(here, fields, {
      readFile,
      report,
      isPartial: () => state.unknown.length > 0,
      mergeKeys: state.mergeKeys,
    });
    return applyReplacements(transform(patched, fields, configurations), fields, readFile);
  }, withComponents);
}

/** Generators or transformers that are built into kustomize, as fields of a kustomization; any other is unknown. */
function pluginsOf(
  kustomization: MappingNode,
  field: 'generators' | 'transformers',
  directory: string,
  state: State,
): readonly MappingNode[] {
  return itemsAt(kustomization, field).flatMap((item) => {
    const text = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : '';
    const inline = text.includes('\n') && item.kind === 'scalar' ? readInlineYaml(item) : undefined;
    const documents = inline ?? readPlugins(text, item, directory, state);
    return documents.flatMap((document) => {
      const plugin = document.kind === 'mapping' ? builtInPlugin(document) : undefined;
      if (plugin) return [plugin];
      state.unknown.push({ what: `a plugin under ${field}`, why: 'backlint runs no plugins', origin: item.origin });
      return [];
    });
  });
}

/** A plugin's configuration lies in a file, or is what another kustomization makes. */
function readPlugins(text: string, item: Node, directory: string, state: State): readonly Node[] {
  const path = normalisePath(directory === '' ? text : `${directory}/${text}`);
  const isDirectory = path !== undefined && kustomizationFileOf(state.tree, path) !== undefined;
  if (isDirectory && !state.stack.includes(path)) return accumulate(path, [], state).map(({ root }) => root);
  return readBeside(directory, text, item, state) ?? [];
}

function readReference(item: Node, directory: string, state: State): readonly Resource[] {
  const text = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : undefined;
  if (text === undefined) return [];
  if (isRemote(text)) {
    state.unknown.push({
      what: `the remote resource ${text}`,
      why: 'it is not in this repository',
      origin: item.origin,
    });
    return [];
  }
  const path = normalisePath(directory === '' ? text : `${directory}/${text}`);
  if (path === undefined)
    return complain(
      'kustomize-outside-root',
      'This resource is outside the repository, so it is not read. Move it inside.',
      item,
      state,
    );
  return readResource(path, item, state);
}

function readResource(path: string, item: Node | undefined, state: State): readonly Resource[] {
  if (isSourceFile(state.tree.read(path))) {
    return readDocuments(path, state).flatMap((root) => objectMappingsOf(root).map((object) => resourceOf(object)));
  }
  if (kustomizationFileOf(state.tree, path) !== undefined) {
    if (state.stack.includes(path)) {
      return item
        ? complain(
            'kustomize-cycle',
            'This kustomization includes itself. Remove one of the two references.',
            item,
            state,
          )
        : [];
    }
    if (state.stack.length >= kustomizeLimits.depth) {
      return item
        ? complain(
            'limit-kustomize-depth',
            `More than ${kustomizeLimits.depth} kustomizations are nested here. Flatten them.`,
            item,
            state,
          )
        : [];
    }
    return accumulate(path, [], state);
  }
  if (!item) return [];
  const message = 'This resource is not in the repository: kustomize refuses to build. Correct the path, or remove it.';
  return complain('kustomize-missing-resource', message, item, state);
}

function directoryReference(item: Node, directory: string, state: State): string | undefined {
  const text = item.kind === 'scalar' && typeof item.value === 'string' ? item.value : '';
  if (isRemote(text)) {
    state.unknown.push({
      what: `the remote component ${text}`,
      why: 'it is not in this repository',
      origin: item.origin,
    });
    return undefined;
  }
  const path = normalisePath(directory === '' ? text : `${directory}/${text}`);
  if (path !== undefined && kustomizationFileOf(state.tree, path) !== undefined && !state.stack.includes(path))
    return path;
  const message =
    'This component is not in the repository, or includes itself: kustomize refuses to build. Correct the path.';
  complain('kustomize-missing-resource', message, item, state);
  return undefined;
}

function readBeside(directory: string, file: string, at: Node, state: State): readonly Node[] | undefined {
  const path = normalisePath(directory === '' ? file : `${directory}/${file}`);
  if (path !== undefined && isSourceFile(state.tree.read(path))) return readDocuments(path, state);
  complain(
    'kustomize-missing-resource',
    'This file is not in the repository: kustomize refuses to build. Correct the path.',
    at,
    state,
  );
  return undefined;
}

function readDocuments(path: string, state: State): readonly Node[] {
  const file = state.tree.read(path);
  if (!isSourceFile(file)) return [];
  state.files.add(path);
  const read = state.cache.get(file) ?? rootsOf(readYaml(file));
  state.cache.set(file, read);
  for (const trouble of read.diagnostics) if (!state.diagnostics.includes(trouble)) state.diagnostics.push(trouble);
  return read.result;
}

function rootsOf({ result, diagnostics }: ReturnType<typeof readYaml>): Read<readonly Node[]> {
  return { result: result.map(({ root }) => root), diagnostics };
}

/** Charts and plugins make objects that only running them would tell. */
function noteUnknown(kustomization: MappingNode, state: State): void {
  for (const field of ['helmCharts', 'helmChartInflationGenerator']) {
    for (const chart of itemsAt(kustomization, field)) {
      const name = known(stringAt(chart, 'name')) ?? known(stringAt(chart, 'chartName')) ?? 'without a name';
      state.unknown.push({ what: `the chart ${name}`, why: 'backlint does not run Helm here', origin: chart.origin });
    }
  }
  for (const plugin of itemsAt(kustomization, 'validators')) {
    state.unknown.push({ what: 'a plugin under validators', why: 'backlint runs no plugins', origin: plugin.origin });
  }
}

function withHash(resource: Resource): Resource {
  const suffix = hashSuffix(resource.root);
  const by = resource.root.origin;
  return changed(
    resource,
    withValueAt(
      resource.root,
      ['metadata', 'name'],
      (old) => (old?.kind === 'scalar' ? textOver(`${old.value}-${suffix}`, old.origin, old) : old),
      by,
    ),
  );
}

function complain(code: string, message: string, item: Node, state: State): readonly Resource[] {
  state.diagnostics.push({ code, message, at: item.origin.range });
  return [];
}

/** Kustomize takes these for something to fetch. */
function isRemote(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\/|^git@|^(github|gitlab|bitbucket)\.(com|org)[/:]|\?ref=|\.git(\/|$)/i.test(text);
}
