import { type Entry, type Node, nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { normalisePath, type SourceTree } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { mergeValues, noValues, setText, withValueSet } from './merge-values.ts';
import { readValuesFile } from './values-file.ts';
import { valuesInText } from './values-in-text.ts';

/**
 * The values of a Flux `HelmRelease`, as its controller merges them: each `valuesFrom` over the one before, `values` over
 * all. Of a Secret only the keys are taken, its values are unknown. A source that is not among the objects leaves
 * unknown what nothing after it writes.
 */
export function fluxValuesOf(
  { root, namespace }: KubernetesObject,
  objects: readonly KubernetesObject[],
  tree: SourceTree,
): Node {
  let values = filesValues(root, tree);
  for (const item of itemsAt(root, 'spec', 'valuesFrom')) {
    const source: ValuesSource = {
      kind: known(stringAt(item, 'kind')) ?? 'ConfigMap',
      name: known(stringAt(item, 'name')) ?? 'without a name',
      key: known(stringAt(item, 'valuesKey')) ?? 'values.yaml',
      origin: item.origin,
    };
    const home = known(namespace);
    const object = objects.find((one) => isSource(one, source, home));
    const mayBeMissing = source.kind === 'ConfigMap' && known(booleanAt(item, 'optional')) === true;
    if (!object && mayBeMissing) continue;
    const data = object ? dataOf(object, source) : unknownOf(source, 'which is not among the files');
    const path = known(stringAt(item, 'targetPath'));
    values = path === undefined ? mergeValues(values, asValues(data, source)) : withTarget(values, path, data, source);
  }
  const inline = nodeAt(root, ['spec', 'values']);
  return inline && isWritten(root, 'spec', 'values') ? mergeValues(values, inline) : values;
}

/** Values files of the chart's repository. They stand in for the chart's own, so that one must be that. */
function filesValues(root: Node, tree: SourceTree): Node {
  const none = noValues(nodeAt(root, ['spec', 'values'])?.origin ?? root.origin);
  const [own, ...others] = itemsAt(root, 'spec', 'chart', 'spec', 'valuesFiles');
  if (!own) return none;
  const chart = normalisePath(known(stringAt(root, 'spec', 'chart', 'spec', 'chart')) ?? '');
  if (pathIn(own) !== `${chart}/values.yaml`) {
    return { kind: 'unknown', why: 'its valuesFiles leave out the ones of the chart', origin: own.origin };
  }
  return others.reduce<Node>((values, item) => {
    const found = readValuesFile(pathIn(item), tree, item.origin);
    const why = 'one of its valuesFiles is not in this repository';
    return mergeValues(values, found ?? { kind: 'unknown', why, origin: item.origin });
  }, none);
}

function pathIn(item: Node): string | undefined {
  return item.kind === 'scalar' ? normalisePath(String(item.value)) : undefined;
}

interface ValuesSource {
  readonly kind: string;
  readonly name: string;
  readonly key: string;
  readonly origin: Origin;
}

function isSource(object: KubernetesObject, { kind, name }: ValuesSource, home: string | undefined): boolean {
  const { group, namespace } = object;
  if (group !== '' || object.kind !== kind || known(object.name) !== name) return false;
  return namespace.kind === 'absent' || home === undefined || known(namespace) === home;
}

/** What an object holds under the key of a source. */
function dataOf({ root }: KubernetesObject, source: ValuesSource): Node {
  if (isWritten(root, 'sops')) return unknownOf(source, 'which is encrypted');
  const plain = nodeAt(root, ['stringData', source.key]);
  if (source.kind === 'Secret' && plain) return plain;
  const data = nodeAt(root, ['data', source.key]);
  if (!data) return unknownOf(source, `which has no key ${source.key}`);
  if (source.kind !== 'Secret' || data.kind !== 'scalar') return data;
  return { ...data, value: Buffer.from(String(data.value), 'base64').toString('utf8'), pieces: [] };
}

function asValues(data: Node, source: ValuesSource): Node {
  if (data.kind === 'unknown') return data;
  if (data.kind !== 'scalar') return unknownOf(source, 'where it is no text');
  const values = valuesInText(data);
  if (values.kind === 'scalar' || values.kind === 'sequence') return unknownOf(source, 'where it is no mapping');
  return source.kind === 'Secret' ? withoutValues(values, source) : values;
}

function withTarget(values: Node, path: string, data: Node, source: ValuesSource): Node {
  const isKnown = data.kind === 'scalar' && source.kind !== 'Secret';
  const hidden = data.kind === 'unknown' ? data : withoutValues(data, source);
  const value = isKnown ? setText(String(data.value), data.origin) : hidden;
  return withValueSet(values, path, value) ?? mergeValues(values, unknownOf(source, `which goes to ${path}`));
}

/** The same keys with unknown values, so that no secret can reach an output. */
function withoutValues(root: Node, source: ValuesSource): Node {
  const why = `it is a value of the Secret ${source.name}`;
  const done = new Map<Node, Node>();
  const visit = (node: Node): Node => {
    const known = done.get(node);
    if (known) return known;
    const result = hide(node);
    done.set(node, result);
    return result;
  };
  const hide = (node: Node): Node => {
    if (node.kind !== 'mapping') return { kind: 'unknown', why, isSensitive: true, origin: node.origin };
    const entries = new Map<string, Entry>();
    for (const [key, entry] of node.entries) entries.set(key, { ...entry, value: visit(entry.value) });
    return { ...node, entries };
  };
  return visit(root);
}

function unknownOf({ kind, name, origin }: ValuesSource, how: string): Node {
  return { kind: 'unknown', why: `it comes from the ${kind} ${name}, ${how}`, origin };
}
