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
      return yamlObjects(address, nodeAt(body, ['yaml_body']), at);
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

function nothing(what: string, node: Node | undefined, at: Origin): Read<ResourceObjects> {
  const why = node?.kind === 'unknown' ? node.why : 'its manifest is not written as data';
  const origin = node?.kind === 'unknown' ? node.origin : at;
  return { result: { objects: [], unknown: [{ what, why, origin }] }, diagnostics: [] };
}
