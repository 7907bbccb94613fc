import type { Diagnostic } from '@backlint/source/diagnostic';
import type { MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { booleanAt, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { textOver, withValueAt } from './edit-node.ts';
import { readInlineYaml } from './inline-yaml.ts';
import { isMapping, jsonPatch } from './json-patch.ts';
import type { MergeKeys } from './merge-keys.ts';
import { changed, identityOf, type Resource } from './resource.ts';
import { isSelected } from './selector.ts';
import { strategicMerge } from './strategic-merge.ts';

/** What patching needs from its surroundings. */
export interface PatchContext {
  /** The documents of a file named relative to the kustomization. */
  readonly readFile: (path: string, at: Node) => readonly Node[] | undefined;
  readonly report: (trouble: Diagnostic) => void;
  /** Whether some resources are not known, so that a patch without a resource may be meant for them. */
  readonly isPartial: () => boolean;
  readonly mergeKeys: MergeKeys;
}

interface Patch {
  readonly documents: readonly Node[];
  readonly target: Node | undefined;
  readonly options: Node | undefined;
  readonly at: Node;
}

/** Applies `patches`, `patchesStrategicMerge` and `patchesJson6902` in the order in which kustomize does. */
export function applyPatches(
  resources: readonly Resource[],
  kustomization: MappingNode,
  context: PatchContext,
): readonly Resource[] {
  const patches = [
    ...itemsAt(kustomization, 'patchesStrategicMerge').map((node) => legacyPatch(node, context)),
    ...itemsAt(kustomization, 'patches').map((node) => readPatch(node, context)),
    ...itemsAt(kustomization, 'patchesJson6902').map((node) => readPatch(node, context)),
  ];
  return patches.reduce((here, patch) => (patch ? applyPatch(here, patch, context) : here), resources);
}

function readPatch(node: Node, context: PatchContext): Patch | undefined {
  const inline = nodeAt(node, ['patch']);
  const path = known(stringAt(node, 'path'));
  const documents =
    inline?.kind === 'scalar' && inline.value
      ? readInline(inline, context)
      : path === undefined
        ? undefined
        : context.readFile(path, node);
  return documents && { documents, target: mappingAt(node, 'target'), options: mappingAt(node, 'options'), at: node };
}

function legacyPatch(node: Node, context: PatchContext): Patch | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') return undefined;
  const documents = node.value.includes('\n') ? readInline(node, context) : context.readFile(node.value, node);
  return documents && { documents, target: undefined, options: undefined, at: node };
}

function readInline(node: Node, { report }: PatchContext): readonly Node[] | undefined {
  if (node.kind === 'scalar' && String(node.value).trimStart().startsWith('[') && !isJson(String(node.value))) {
    const message = 'kustomize takes a patch that begins with `[` for JSON, and refuses to build as it is none.';
    report({ code: 'kustomize-patch-failed', message, at: node.origin.range });
    return undefined;
  }
  const documents = node.kind === 'scalar' ? readInlineYaml(node) : undefined;
  if (!documents) {
    const message = 'This patch is not YAML that can be read, so what it changes is not known. Correct it.';
    report({ code: 'kustomize-patch-syntax', message, at: node.origin.range });
  }
  return documents;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function applyPatch(resources: readonly Resource[], patch: Patch, context: PatchContext): readonly Resource[] {
  const { documents, target } = patch;
  const [first] = documents;
  if (first?.kind === 'sequence') {
    if (!target) {
      const message = 'A JSON patch needs a target: kustomize refuses to build. Say which resource it is for.';
      context.report({ code: 'kustomize-patch-failed', message, at: patch.at.origin.range });
      return resources;
    }
    return target
      ? applyTo(resources, patch, context, (resource) => patchByOperations(resource, first.items, context))
      : resources;
  }
  return documents.filter(isMapping).reduce<readonly Resource[]>((here, document) => {
    const isMeant = target ? undefined : ownTarget(document);
    return applyTo(here, patch, context, (resource) => mergeInto(resource, document, patch, context), isMeant);
  }, resources);
}

function applyTo(
  resources: readonly Resource[],
  { target, at }: Patch,
  { report, isPartial }: PatchContext,
  change: (resource: Resource) => Resource | undefined,
  isMeant: (resource: Resource) => boolean = (resource) => target !== undefined && isSelected(resource, target),
): readonly Resource[] {
  if (!resources.some(isMeant)) {
    if (isPartial()) return resources;
    const message = target
      ? 'No resource matches the target of this patch, so it changes nothing. Correct the target, or remove the patch.'
      : 'This patch names no resource of the kustomization: kustomize refuses to build. Correct kind, name or namespace.';
    report({ code: target ? 'kustomize-idle-patch' : 'kustomize-patch-no-match', message, at: at.origin.range });
    return resources;
  }
  return resources.flatMap((resource) => (isMeant(resource) ? (change(resource) ?? []) : [resource]));
}

function patchByOperations(resource: Resource, operations: readonly Node[], { report }: PatchContext): Resource {
  const result = jsonPatch(resource.root, operations);
  if (result.kind === 'patched') return isMapping(result.root) ? changed(resource, result.root) : resource;
  const message = `This operation cannot be carried out, so kustomize refuses to build: ${result.why}.`;
  report({ code: 'kustomize-patch-failed', message, at: result.at.origin.range });
  return resource;
}

/** A patch with a target may carry any name; it changes name and kind only where its options allow. */
function mergeInto(
  resource: Resource,
  document: MappingNode,
  { options }: Patch,
  { mergeKeys }: PatchContext,
): Resource | undefined {
  const merged = strategicMerge(resource.root, document, mergeKeys);
  if (!merged) return undefined;
  let root = merged;
  const mayRename = options && known(booleanAt(options, 'allowNameChange')) === true;
  if (!mayRename) {
    const name = nodeAt(resource.root, ['metadata', 'name']);
    root = withValueAt(root, ['metadata', 'name'], (old) => name ?? old, resource.root.origin);
    const namespace = nodeAt(resource.root, ['metadata', 'namespace']);
    if (namespace || nodeAt(root, ['metadata', 'namespace'])) {
      root = withValueAt(root, ['metadata', 'namespace'], () => namespace, resource.root.origin);
    }
  }
  if (!(options && known(booleanAt(options, 'allowKindChange')) === true)) {
    const { kind } = identityOf(resource.root);
    const node = nodeAt(resource.root, ['kind']);
    root = withValueAt(
      root,
      ['kind'],
      (old) => node ?? textOver(kind, resource.root.origin, old),
      resource.root.origin,
    );
  }
  return changed(resource, root);
}

function ownTarget(document: MappingNode): (resource: Resource) => boolean {
  const wanted = identityOf(document);
  return ({ identities }) =>
    identities.some(
      (identity) =>
        identity.kind === wanted.kind &&
        identity.group === wanted.group &&
        identity.name === wanted.name &&
        (wanted.namespace === undefined || identity.namespace === undefined || identity.namespace === wanted.namespace),
    );
}
