import { withoutTypes } from '@backlint/hcl/functions/without-types';
import type { Read } from '@backlint/source/diagnostic';
import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { objectMappingsOf } from '../kubernetes/kubernetes-objects.ts';
import { readHelmResource } from './resources/helm-resource.ts';
import { readKubernetesResource } from './resources/kubernetes-resource.ts';
import { sentManifest } from './resources/manifest.ts';
import type { ResourceObjects } from './resources/resource-objects.ts';
import { documentsIn } from './text/document-in.ts';

/** A resource with its arguments, from the configuration or from a plan. */
export interface Resource {
  readonly address: string;
  readonly type: string;
  readonly body: MappingNode;
  /** The line by which people know the resource. */
  readonly at: Origin;
}

const sending = /^(?:kubernetes_|kubectl_manifest$|helm_release$)/;

/** Whether resources of a type may send objects to a cluster. */
export function sendsObjects(type: string): boolean {
  return sending.test(type);
}

/** The mappings of Kubernetes objects that a resource sends to the cluster, and what is not known of them. */
export function resourceToObjects({ address, type, body, at }: Resource): Read<ResourceObjects> {
  switch (type) {
    case 'kubernetes_manifest':
      return manifestObjects(address, nodeAt(body, ['manifest']), at);
    case 'kubectl_manifest':
      return inNamespace(nodeAt(body, ['override_namespace']), yamlObjects(address, yamlBody(body), at));
    case 'helm_release':
      return readHelmResource(address, body, at);
    default: {
      const object = readKubernetesResource(type, body, at);
      return { result: { objects: object ? [object] : [], unknown: [] }, diagnostics: [] };
    }
  }
}

function manifestObjects(address: string, manifest: Node | undefined, at: Origin): Read<ResourceObjects> {
  const sent = sentManifest(manifest);
  if (sent) return { result: { objects: objectMappingsOf(sent), unknown: [] }, diagnostics: [] };
  return nothing(address, manifest, at);
}

function yamlObjects(address: string, text: Node | undefined, at: Origin): Read<ResourceObjects> {
  if (text?.kind === 'unknown') {
    return text.encodes ? manifestObjects(address, withoutTypes(text.encodes), at) : nothing(address, text, at);
  }
  if (text?.kind !== 'scalar') return nothing(address, text, at);
  const { result, diagnostics } = documentsIn(text);
  const objects = result.flatMap(objectMappingsOf).flatMap((node) => sentManifest(node) ?? []);
  return { result: { objects, unknown: [] }, diagnostics };
}

/** In a plan the text is sensitive, and there is a copy of it in which only the secrets are hidden. */
function yamlBody(body: MappingNode): Node | undefined {
  const written = nodeAt(body, ['yaml_body']);
  if (written?.kind !== 'unknown' || !written.isSensitive) return written;
  const shown = nodeAt(body, ['yaml_body_parsed']);
  return shown?.kind === 'scalar' && typeof shown.value === 'string' ? shown : written;
}

/** The objects in the namespace that the resource puts them into, whatever they say themselves. */
function inNamespace(namespace: Node | undefined, read: Read<ResourceObjects>): Read<ResourceObjects> {
  if (!namespace || (namespace.kind === 'scalar' && !namespace.value)) return read;
  const objects = read.result.objects.map((root): MappingNode => {
    const metadata = root.entries.get('metadata');
    if (metadata?.value.kind !== 'mapping') return root;
    const entries = new Map([
      ...metadata.value.entries,
      ['namespace', { key: namespace.origin, value: namespace }] as const,
    ]);
    return {
      ...root,
      entries: new Map([...root.entries, ['metadata', { ...metadata, value: { ...metadata.value, entries } }]]),
    };
  });
  return { ...read, result: { ...read.result, objects } };
}

function nothing(what: string, node: Node | undefined, at: Origin): Read<ResourceObjects> {
  const why = node?.kind === 'unknown' ? node.why : 'its manifest is not written as data';
  const origin = node?.kind === 'unknown' ? node.origin : at;
  return { result: { objects: [], unknown: [{ what, why, origin }] }, diagnostics: [] };
}
