import type { MappingNode, Node } from '@backlint/source/node';
import { booleanAt, itemsAt, mappingAt, numberAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { originOver, withEntry } from './edit-node.ts';
import { changed, type Resource } from './resource.ts';
import { isSelected } from './selector.ts';

/** Copies a field of one resource into fields of others, as `replacements` say. `readFile` reads those kept in a file. */
export function applyReplacements(
  resources: readonly Resource[],
  kustomization: MappingNode,
  readFile: (path: string, at: Node) => readonly Node[] | undefined,
): readonly Resource[] {
  const replacements = itemsAt(kustomization, 'replacements').flatMap((node): readonly Node[] => {
    const path = known(stringAt(node, 'path'));
    if (path === undefined) return [node];
    return (readFile(path, node) ?? []).flatMap((document) =>
      document.kind === 'sequence' ? document.items : [document],
    );
  });
  return replacements.reduce(applyOne, resources);
}

function applyOne(resources: readonly Resource[], replacement: Node): readonly Resource[] {
  const source = mappingAt(replacement, 'source');
  const from = source && resources.find((resource) => isSelected(resource, source));
  if (!source || !from) return resources;
  const found = read(from.root, stepsOf(known(stringAt(source, 'fieldPath')) ?? 'metadata.name'));
  const value = found && partOf(found, mappingAt(source, 'options'));
  if (!value) return resources;
  return itemsAt(replacement, 'targets').reduce<readonly Resource[]>((here, target) => {
    const select = mappingAt(target, 'select');
    const isMeant = (resource: Resource) =>
      select !== undefined &&
      isSelected(resource, select) &&
      !itemsAt(target, 'reject').some((reject) => isSelected(resource, reject));
    const paths = itemsAt(target, 'fieldPaths').map((path) => (path.kind === 'scalar' ? String(path.value) : ''));
    const options = mappingAt(target, 'options');
    return here.map((resource) => {
      if (!isMeant(resource)) return resource;
      const root = (paths.length === 0 ? ['metadata.name'] : paths).reduce<Node>(
        (node, path) => write(node, stepsOf(path), value, options),
        resource.root,
      );
      return root.kind === 'mapping' ? changed(resource, root) : resource;
    });
  }, resources);
}

/** `spec.template.spec.containers.[name=app].env.0.value`, with dots in a key escaped or in brackets. */
function stepsOf(path: string): readonly string[] {
  return Array.from(path.matchAll(/\[[^\]]*\]|(?:\\.|[^.\\[])+/g), ([step]) => step.replace(/\\(.)/g, '$1'));
}

function read(node: Node, steps: readonly string[]): Node | undefined {
  let here: Node | undefined = node;
  for (const step of steps) {
    if (here?.kind === 'mapping') here = here.entries.get(unbracketed(step))?.value;
    else if (here?.kind === 'sequence') here = here.items[indexOf(here.items, step)];
    else return undefined;
  }
  return here;
}

function write(node: Node, steps: readonly string[], value: Node, options: MappingNode | undefined): Node {
  const [step, ...rest] = steps;
  if (step === undefined) return insert(node, value, options);
  if (node.kind === 'mapping') {
    const key = unbracketed(step);
    const old = node.entries.get(key)?.value;
    const mayCreate = options !== undefined && known(booleanAt(options, 'create')) === true;
    if (old) return withEntry(node, key, write(old, rest, value, options));
    if (!mayCreate) return node;
    const inner: Node =
      rest.length === 0
        ? value
        : write({ kind: 'mapping', entries: new Map(), origin: value.origin }, rest, value, options);
    return withEntry(node, key, inner);
  }
  if (node.kind !== 'sequence') return node;
  if (step === '*') return { ...node, items: node.items.map((item) => write(item, rest, value, options)) };
  const index = indexOf(node.items, step);
  const item = node.items[index];
  return item ? { ...node, items: node.items.with(index, write(item, rest, value, options)) } : node;
}

function insert(old: Node, value: Node, options: MappingNode | undefined): Node {
  const origin = originOver(value.origin, old);
  const delimiter = options && known(stringAt(options, 'delimiter'));
  if (!delimiter || old.kind !== 'scalar' || value.kind !== 'scalar') return { ...value, origin };
  const parts = String(old.value).split(delimiter);
  const index = known(numberAt(options, 'index')) ?? 0;
  if (index < 0) parts.unshift(String(value.value));
  else if (index >= parts.length) parts.push(String(value.value));
  else parts[index] = String(value.value);
  return { kind: 'scalar', value: parts.join(delimiter), origin };
}

function partOf(value: Node, options: MappingNode | undefined): Node {
  const delimiter = options && known(stringAt(options, 'delimiter'));
  if (!delimiter || value.kind !== 'scalar') return value;
  const part = String(value.value).split(delimiter)[known(numberAt(options, 'index')) ?? 0];
  return part === undefined ? value : { kind: 'scalar', value: part, origin: value.origin };
}

function unbracketed(step: string): string {
  return step.replace(/^\[([^=\]]*)\]$/, '$1');
}

function indexOf(items: readonly Node[], step: string): number {
  const [, key = '', wanted = ''] = /^\[([^=]+)=(.*)\]$/.exec(step) ?? [];
  if (key === '') return Number(step);
  return items.findIndex((item) => {
    const value = item.kind === 'mapping' ? item.entries.get(key)?.value : undefined;
    return value?.kind === 'scalar' && String(value.value) === wanted;
  });
}
