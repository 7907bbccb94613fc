import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';

/**
 * A generator or transformer of a kind that is built into kustomize, as the kustomization fields that do the same;
 * undefined for any other plugin. The kinds are those of `api/internal/builtins` in kustomize 5.5.
 */
export function builtInPlugin(document: MappingNode): MappingNode | undefined {
  const kind = known(stringAt(document, 'kind'));
  const apiVersion = known(stringAt(document, 'apiVersion'));
  if (apiVersion !== 'builtin' || kind === undefined) return undefined;
  const field = (name: string) => document.entries.get(name)?.value;
  const listed = (name: string, item: Node | undefined) => fields(document, { [name]: item && list(item) });
  switch (kind) {
    case 'NamespaceTransformer':
      return fields(document, { namespace: mappingAt(document, 'metadata')?.entries.get('namespace')?.value });
    case 'PrefixTransformer':
    case 'SuffixTransformer':
    case 'PrefixSuffixTransformer':
      return fields(document, { namePrefix: field('prefix'), nameSuffix: field('suffix') });
    case 'LabelTransformer':
      return listed('labels', labelsOf(document));
    case 'AnnotationsTransformer':
      return fields(document, { commonAnnotations: field('annotations'), ...reachOf(document) });
    case 'PatchTransformer':
      return listed(
        'patches',
        fields(document, { path: field('path'), patch: field('patch'), target: field('target') }),
      );
    case 'PatchStrategicMergeTransformer':
      return fields(document, {
        patchesStrategicMerge: field('paths') ?? (field('patches') && list(field('patches') ?? document)),
      });
    case 'PatchJson6902Transformer':
      return listed(
        'patchesJson6902',
        fields(document, { path: field('path'), patch: field('jsonOp'), target: field('target') }),
      );
    case 'ImageTagTransformer':
      return listed('images', field('imageTag'));
    case 'ReplicaCountTransformer':
      return listed('replicas', field('replica'));
    case 'ReplacementTransformer':
      return fields(document, { replacements: field('replacements') });
    case 'ConfigMapGenerator':
      return listed('configMapGenerator', generatorOf(document));
    case 'SecretGenerator':
      return listed('secretGenerator', generatorOf(document));
    default:
      return undefined;
  }
}

function labelsOf(document: MappingNode): MappingNode {
  return fields(document, { pairs: document.entries.get('labels')?.value, ...reachOf(document) });
}

/** Selectors and templates are reached where the plugin's own fieldSpecs lead there. */
function reachOf(document: MappingNode): { readonly includeSelectors: Node; readonly includeTemplates: Node } {
  const specs = document.entries.get('fieldSpecs')?.value;
  const paths = specs?.kind === 'sequence' ? specs.items.map((spec) => known(stringAt(spec, 'path')) ?? '') : [];
  const flag = (pattern: RegExp): Node => {
    return { kind: 'scalar', value: paths.some((path) => pattern.test(path)), origin: document.origin };
  };
  return { includeSelectors: flag(/[sS]elector/), includeTemplates: flag(/template/) };
}

/** A generator is called by its metadata, and otherwise written as in a kustomization. */
function generatorOf(document: MappingNode): MappingNode {
  const metadata = mappingAt(document, 'metadata');
  const own = new Map([...document.entries].filter(([key]) => !/^(?:apiVersion|kind|metadata)$/.test(key)));
  for (const key of ['name', 'namespace']) {
    const entry = metadata?.entries.get(key);
    if (entry) own.set(key, entry);
  }
  return { kind: 'mapping', entries: own, origin: document.origin };
}

function fields(at: MappingNode, values: Readonly<Record<string, Node | undefined>>): MappingNode {
  const entries = new Map<string, Entry>();
  for (const [name, value] of Object.entries(values)) if (value) entries.set(name, { key: value.origin, value });
  return { kind: 'mapping', entries, origin: at.origin };
}

function list(item: Node): Node {
  return { kind: 'sequence', items: [item], origin: item.origin };
}
