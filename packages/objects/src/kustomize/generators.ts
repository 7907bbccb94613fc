import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { booleanAt, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { startOf } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import { isSourceFile, normalisePath, type SourceTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import { mapping, scalar } from '../helm/build-node.ts';
import { type Resource, resourceOf } from './resource.ts';

/** What generating needs from its surroundings. */
export interface GeneratorContext {
  readonly tree: SourceTree;
  readonly directory: string;
  readonly report: (trouble: Diagnostic) => void;
  readonly use: (path: string) => void;
}

/**
 * The ConfigMaps and Secrets of `configMapGenerator` and `secretGenerator`, merged into or put in place of those of the
 * same name where `behavior` says so.
 */
export function generate(
  resources: readonly Resource[],
  kustomization: MappingNode,
  context: GeneratorContext,
): readonly Resource[] {
  const all = [
    ...itemsAt(kustomization, 'configMapGenerator').map((entry) => ({ entry, kind: 'ConfigMap' })),
    ...itemsAt(kustomization, 'secretGenerator').map((entry) => ({ entry, kind: 'Secret' })),
  ];
  return all.reduce((here, { entry, kind }) => generateOne(here, entry, kind, kustomization, context), resources);
}

function generateOne(
  resources: readonly Resource[],
  entry: Node,
  kind: string,
  kustomization: MappingNode,
  context: GeneratorContext,
): readonly Resource[] {
  const name = known(stringAt(entry, 'name'));
  if (name === undefined) return resources;
  const behavior = known(stringAt(entry, 'behavior')) ?? 'create';
  const root = render(entry, kind, name, kustomization, context);
  const disabled = [mappingAt(entry, 'options'), mappingAt(kustomization, 'generatorOptions')].some(
    (options) => options && known(booleanAt(options, 'disableNameSuffixHash')) === true,
  );
  const index = resources.findIndex(({ identities }) =>
    identities.some((identity) => identity.kind === kind && identity.name === name),
  );
  const existing = resources[index];
  if (behavior === 'create' || !existing) return [...resources, resourceOf(root, !disabled)];
  const data = mappingAt(root, 'data');
  const old = mappingAt(existing.root, 'data');
  const merged =
    behavior === 'merge' && old && data ? { ...old, entries: new Map([...old.entries, ...data.entries]) } : data;
  const entries = new Map(existing.root.entries);
  if (merged) entries.set('data', { key: merged.origin, value: merged });
  return resources.with(index, { ...existing, root: { ...existing.root, entries } });
}

function render(
  entry: Node,
  kind: string,
  name: string,
  kustomization: MappingNode,
  context: GeneratorContext,
): MappingNode {
  const { origin } = entry;
  const isSecret = kind === 'Secret';
  const environments = environmentFiles(entry, context);
  const pairs = [...literals(entry), ...files(entry, context), ...environments.flatMap(variablesIn)];
  const data = new Map<string, Entry>(
    pairs.map((pair) => [pair.key, { key: pair.at, value: isSecret ? secretValue(pair) : plainValue(pair) }]),
  );
  const unseen = isSecret ? environments.find(({ file }) => file === undefined)?.at : undefined;
  const options = [mappingAt(kustomization, 'generatorOptions'), mappingAt(entry, 'options')];
  const merged = (field: string) => {
    const entries = options.flatMap((option) => [...((option && mappingAt(option, field))?.entries ?? [])]);
    return entries.length === 0 ? undefined : { kind: 'mapping' as const, entries: new Map(entries), origin };
  };
  const namespace = stringAt(entry, 'namespace');
  return mapping(origin, {
    apiVersion: scalar('v1', origin),
    kind: scalar(kind, origin),
    metadata: mapping(origin, {
      name: scalar(name, stringAt(entry, 'name').origin),
      namespace: namespace.kind === 'written' ? scalar(namespace.value, namespace.origin) : undefined,
      labels: merged('labels'),
      annotations: merged('annotations'),
    }),
    type: isSecret ? scalar(known(stringAt(entry, 'type')) ?? 'Opaque', origin) : undefined,
    data: dataNode(data, origin, unseen),
  });
}

/** Secrets are often generated from files that are kept out of the repository: what is in them is not known. */
function dataNode(entries: ReadonlyMap<string, Entry>, origin: Origin, unseen: Origin | undefined): Node | undefined {
  if (unseen) return { kind: 'unknown', why: notHere, entries, origin: unseen };
  return entries.size === 0 ? undefined : { kind: 'mapping', entries, origin };
}

function plainValue({ text, file, at }: Pair): Node {
  if (text === undefined) return { kind: 'unknown', why: notHere, origin: at };
  const value = scalar(text, at);
  if (file?.text !== text) return value;
  const range = { file, start: 0, end: text.length };
  return { ...value, pieces: [{ start: 0, origin: { range, via: at } }] };
}

/** A secret value points at the kustomization, so that nobody is shown the file; that it comes from one is kept. */
function secretValue({ text, file, at }: Pair): Node {
  if (text === undefined) return { kind: 'unknown', why: notHere, origin: at };
  const value = scalar(base64(text), at);
  return file ? { ...value, pieces: [{ start: 0, origin: { range: startOf(file) } }] } : value;
}

const notHere = 'the file that it is made of is not in the repository';

interface Pair {
  readonly key: string;
  /** Undefined where the file is not there. */
  readonly text: string | undefined;
  /** The file that the text was read from. */
  readonly file?: SourceFile | undefined;
  readonly at: Origin;
}

function literals(entry: Node): Pair[] {
  return itemsAt(entry, 'literals').flatMap((item) => {
    if (item.kind !== 'scalar') return [];
    const [, key = '', quoted = ''] = /^([^=]*)=([\s\S]*)$/.exec(String(item.value)) ?? [];
    const text = quoted.replace(/^"([\s\S]*)"$|^'([\s\S]*)'$/, (_, double, single) => double ?? single ?? '');
    return key === '' ? [] : [{ key, text, at: item.origin }];
  });
}

function files(entry: Node, context: GeneratorContext): Pair[] {
  return itemsAt(entry, 'files').flatMap((item) => {
    const written = item.kind === 'scalar' ? String(item.value) : '';
    const [, named, path = written] = /^([^=]*)=(.*)$/.exec(written) ?? [];
    const file = readFile(path, item, context);
    return [{ key: named ?? path.split('/').at(-1) ?? path, text: file?.text, file, at: item.origin }];
  });
}

type EnvironmentFile = Pick<Pair, 'file' | 'at'>;

function environmentFiles(entry: Node, context: GeneratorContext): readonly EnvironmentFile[] {
  const single = entry.kind === 'mapping' ? entry.entries.get('env')?.value : undefined;
  return [...itemsAt(entry, 'envs'), ...(single ? [single] : [])].flatMap((item) =>
    item.kind === 'scalar' ? [{ file: readFile(String(item.value), item, context), at: item.origin }] : [],
  );
}

function variablesIn({ file, at }: EnvironmentFile): Pair[] {
  return (file?.text ?? '').split(/\r?\n/).flatMap((line) => {
    const [, key = '', value = ''] = /^\s*([^#=\s][^=]*)=(.*)$/.exec(line) ?? [];
    return key === '' ? [] : [{ key, text: value, file, at }];
  });
}

function readFile(
  path: string,
  item: Node,
  { tree, directory, report, use }: GeneratorContext,
): SourceFile | undefined {
  const full = normalisePath(directory === '' ? path : `${directory}/${path}`);
  const file = full === undefined ? undefined : tree.read(full);
  if (full !== undefined && isSourceFile(file)) {
    use(full);
    return file;
  }
  if (/\.(ya?ml|json)$/.test(path) || full === undefined) {
    report({
      code: full === undefined ? 'kustomize-outside-root' : 'kustomize-missing-file',
      message: 'A generator names a file that is not in the repository: kustomize refuses to build. Correct the path.',
      at: item.origin.range,
    });
  }
  return undefined;
}

function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
