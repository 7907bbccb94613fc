import type { MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { textOver } from './edit-node.ts';
import { changed, identityOf, type Resource } from './resource.ts';

/**
 * Fills in the `vars` of kustomizations (deprecated, and still built by kustomize 5.5): `$(NAME)` in commands, arguments
 * and environment variables of containers becomes the field of the object that a var names.
 */
export function fillVariables(resources: readonly Resource[], vars: readonly Node[]): readonly Resource[] {
  const values = new Map(vars.flatMap((one) => readVariable(one, resources)));
  if (values.size === 0) return resources;
  return resources.map((resource) => {
    const root = filled(resource.root, '', values);
    return root.kind === 'mapping' ? changed(resource, root) : resource;
  });
}

function readVariable(node: Node, resources: readonly Resource[]): [string, Node][] {
  const name = known(stringAt(node, 'name'));
  const [kind, named] = ['kind', 'name'].map((field) => known(stringAt(node, 'objref', field)));
  const path = known(stringAt(node, 'fieldref', 'fieldpath')) ?? known(stringAt(node, 'fieldref', 'fieldPath'));
  const object = resources.find(({ root, identities }) =>
    identities.some((was) => was.name === named && identityOf(root).kind === kind),
  );
  const value = object && nodeAt(object.root, stepsOf(path ?? 'metadata.name'));
  return name === undefined || value?.kind !== 'scalar' ? [] : [[name, value]];
}

/** `spec.containers[0].image` as steps. */
function stepsOf(path: string): readonly (string | number)[] {
  return path.split(/\.|\[|\]\.?/).flatMap((step) => (step === '' ? [] : [/^\d+$/.test(step) ? Number(step) : step]));
}

/** The fields of containers that kustomize looks into (its built-in varReference table), by the key above a text. */
const looksInto: ReadonlySet<string> = new Set([
  'command',
  'args',
  'value',
  'mountPath',
  'host',
  'hosts',
  'path',
  'image',
]);

function filled(node: Node, key: string, values: ReadonlyMap<string, Node>): Node {
  if (node.kind === 'sequence') {
    const items = node.items.map((item) => filled(item, key, values));
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind === 'mapping') return filledMapping(node, values);
  if (node.kind !== 'scalar' || typeof node.value !== 'string' || !looksInto.has(key)) return node;
  const text = node.value.replace(/\$\((\w[\w.-]*)\)/g, (whole, name: string) => {
    const value = values.get(name);
    return value?.kind === 'scalar' ? String(value.value) : whole;
  });
  return text === node.value ? node : textOver(text, node.origin, undefined);
}

function filledMapping(node: MappingNode, values: ReadonlyMap<string, Node>): MappingNode {
  let entries: Map<string, { key: Node['origin']; value: Node }> | undefined;
  for (const [key, entry] of node.entries) {
    const value = filled(entry.value, key, values);
    if (value === entry.value) continue;
    entries ??= new Map(node.entries);
    entries.set(key, { ...entry, value });
  }
  return entries ? { ...node, entries } : node;
}
