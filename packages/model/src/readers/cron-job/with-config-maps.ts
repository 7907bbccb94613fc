import { podSpec } from '@backlint/objects/kubernetes/cron-job-pod-spec';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { isWritten, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { type ConfigMap, type ConfigMapData, configMapsFor } from './config-maps.ts';
import { mountedScriptsOf } from './mounted-scripts.ts';

/**
 * A CronJob as it runs: with the variables that its containers take from ConfigMaps, and the scripts that they mount from
 * them, each as a container of its own that runs it. What is not here stays a reference.
 */
export function withConfigMaps(job: KubernetesObject, configMaps: readonly ConfigMap[]): KubernetesObject {
  const pod = mappingAt(job.root, ...podSpec);
  if (!pod) return job;
  const dataOf = configMapsFor(job, configMaps);
  const volumes = itemsAt(pod, 'volumes');
  const ran = (container: Node): readonly Node[] => [
    withVariables(container, dataOf),
    ...mountedScriptsOf(container, volumes, dataOf),
  ];
  const changed = ['initContainers', 'containers'].reduce(
    (node, field) => withItems(node, field, itemsAt(pod, field).flatMap(ran)),
    pod,
  );
  return { ...job, root: replacedAt(job.root, podSpec, changed) };
}

function withVariables(container: Node, dataOf: ConfigMapData): Node {
  if (container.kind !== 'mapping') return container;
  const sources = itemsAt(container, 'envFrom');
  const found = sources.map((source) => dataOf(stringAt(source, 'configMapRef', 'name')));
  const imported = sources.flatMap((source, index) => {
    const prefix = known(stringAt(source, 'prefix')) ?? '';
    return [...(found[index] ?? [])].map(([key, { key: at, value }]) => variable(`${prefix}${key}`, at, value));
  });
  const own = itemsAt(container, 'env').map((one) => withValue(one, dataOf));
  const left = sources.filter((_, index) => found[index] === undefined);
  return withItems(withItems(container, 'env', [...imported, ...own]), 'envFrom', left);
}

/** A variable that is a key of a ConfigMap, with the value it has there. */
function withValue(one: Node, dataOf: ConfigMapData): Node {
  const reference = ['valueFrom', 'configMapKeyRef'] as const;
  if (one.kind !== 'mapping' || !isWritten(one, ...reference)) return one;
  const name = stringAt(one, 'name');
  const key = known(stringAt(one, ...reference, 'key'));
  const entry = key === undefined ? undefined : dataOf(stringAt(one, ...reference, 'name'))?.get(key);
  return entry && name.kind === 'written' ? variable(name.value, name.origin, entry.value) : one;
}

function variable(name: string, at: Origin, value: Node): MappingNode {
  const entry = (node: Node): Entry => ({ key: at, value: node });
  const named: Node = { kind: 'scalar', value: name, origin: at };
  return {
    kind: 'mapping',
    entries: new Map([
      ['name', entry(named)],
      ['value', entry(value)],
    ]),
    origin: at,
  };
}

/** The mapping with a list in it replaced, and taken out where nothing is left of it. */
function withItems(node: MappingNode, field: string, items: readonly Node[]): MappingNode {
  const old = node.entries.get(field);
  const entries = new Map(node.entries);
  if (items.length === 0) entries.delete(field);
  else entries.set(field, { key: old?.key ?? node.origin, value: { kind: 'sequence', items, origin: node.origin } });
  return { ...node, entries };
}

function replacedAt(node: MappingNode, [key, ...rest]: readonly string[], value: MappingNode): MappingNode {
  const entry = key === undefined ? undefined : node.entries.get(key);
  if (key === undefined || entry?.value.kind !== 'mapping') return value;
  const inner = rest.length === 0 ? value : replacedAt(entry.value, rest, value);
  return { ...node, entries: new Map(node.entries).set(key, { ...entry, value: inner }) };
}
