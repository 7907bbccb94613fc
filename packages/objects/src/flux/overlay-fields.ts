import type { Entry, MappingNode, Node } from '@backlint/source/node';
import { nodeAt } from '@backlint/source/node';
import type { FluxKustomization } from './flux-kustomization.ts';

/**
 * What kustomize-controller writes into the kustomization it builds: the fields of the Flux Kustomization under the names
 * that kustomize has for them (fluxcd/pkg/kustomize, generator).
 */
export function overlayFields({ spec, origin }: FluxKustomization): MappingNode | undefined {
  const entries = new Map<string, Entry>();
  for (const [from, to] of fields) {
    const entry = spec.entries.get(from);
    if (entry) entries.set(to, entry);
  }
  const metadata = nodeAt(spec, ['commonMetadata']);
  if (metadata?.kind === 'mapping') addCommonMetadata(entries, metadata);
  return entries.size === 0 ? undefined : { kind: 'mapping', entries, origin };
}

const fields = [
  ['targetNamespace', 'namespace'],
  ['namePrefix', 'namePrefix'],
  ['nameSuffix', 'nameSuffix'],
  ['patches', 'patches'],
  ['images', 'images'],
  ['components', 'components'],
] as const;

function addCommonMetadata(entries: Map<string, Entry>, metadata: MappingNode): void {
  const labels = metadata.entries.get('labels');
  if (labels) {
    const pairs = new Map([['pairs', labels]]);
    const item: Node = { kind: 'mapping', entries: pairs, origin: labels.key };
    entries.set('labels', { key: labels.key, value: { kind: 'sequence', items: [item], origin: labels.key } });
  }
  const annotations = metadata.entries.get('annotations');
  if (annotations) entries.set('commonAnnotations', annotations);
}
