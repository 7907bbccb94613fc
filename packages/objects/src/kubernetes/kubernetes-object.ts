import { type MappingNode, nodeAt } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Deployment } from '../deployment.ts';
import { templateIn } from '../yaml/template.ts';

/** A Kubernetes object, whatever it was written in. */
export interface KubernetesObject {
  readonly apiVersion: string;
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: Value<string>;
  /** As written: a namespace that only the deployment supplies is absent. */
  readonly namespace: Value<string>;
  /**
   * Who it is, whatever its line and version: `postgresql.cnpg.io/Cluster/shop/orders`. The core group is `core`, what is
   * missing is `-`, as is a namespace that is not known, and a name that is not known is as its source writes it,
   * or what Terraform calls the resource.
   */
  readonly address: string;
  /** The grip by which people recognise it: its name, or its kind where it has no name. */
  readonly origin: Origin;
  readonly root: MappingNode;
  /** What puts it into a cluster; absent for an object that no renderer has placed. */
  readonly deployment?: Deployment;
}

/** Reads a mapping as a Kubernetes object; undefined where it does not say which `apiVersion` and `kind` it is. */
export function kubernetesObjectFrom(root: MappingNode): KubernetesObject | undefined {
  const apiVersion = stringAt(root, 'apiVersion');
  const kind = stringAt(root, 'kind');
  if (apiVersion.kind !== 'written' || kind.kind !== 'written') return undefined;
  const group = apiVersion.value.includes('/') ? apiVersion.value.slice(0, apiVersion.value.indexOf('/')) : '';
  const name = metadataAt(root, 'name');
  const namespace = metadataAt(root, 'namespace');
  const home = namespace.kind === 'written' ? namespace.value : '-';
  return {
    apiVersion: apiVersion.value,
    group,
    kind: kind.value,
    name,
    namespace,
    address: `${group || 'core'}/${kind.value}/${home}/${nameInAddress(root, name)}`,
    origin: name.kind === 'absent' ? kind.origin : name.origin,
    root,
  };
}

function metadataAt(root: MappingNode, field: 'name' | 'namespace'): Value<string> {
  const value = stringAt(root, 'metadata', field);
  if (value.kind !== 'written') return value;
  const { origin } = value;
  // To the API server an empty name or namespace is none.
  if (value.value === '') return { kind: 'absent', origin };
  const template = templateIn(value.value);
  if (!template) return value;
  const { prefix } = template;
  const why = 'it is a template that something else fills in';
  return { kind: 'unknown', why, origin, ...(prefix === '' ? {} : { prefix }) };
}

function nameInAddress(root: MappingNode, name: Value<string>): string {
  if (name.kind === 'written') return name.value;
  const node = nodeAt(root, ['metadata', 'name']);
  if (name.kind === 'absent' || !node) return '-';
  const { file, start, end } = node.origin.range;
  const source = node.kind === 'scalar' ? (node.written ?? String(node.value)) : file.text.slice(start, end);
  return source.trim().replace(/\s+/g, ' ') || '-';
}
