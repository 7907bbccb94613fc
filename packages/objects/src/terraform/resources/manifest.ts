import { isNull } from '@backlint/hcl/evaluate/nodes';
import type { Entry, MappingNode, Node } from '@backlint/source/node';

/**
 * A manifest as the provider sends it: arguments that are null are left out. One that is unknown in parts counts where
 * everything that makes an object is certain. Undefined where it is not known what it is.
 */
export function sentManifest(node: Node | undefined): MappingNode | undefined {
  if (node?.kind === 'mapping') return withoutNulls(node);
  if (node?.kind !== 'unknown' || !node.entries) return undefined;
  const { entries, origin } = node;
  const isWhole = ['apiVersion', 'kind', 'metadata', 'spec'].every((name) => entries.has(name));
  return isWhole ? withoutNulls({ kind: 'mapping', entries, origin }) : undefined;
}

function withoutNulls(node: MappingNode): MappingNode {
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of node.entries) {
    if (!isNull(value)) entries.set(name, { key, value: sent(value) });
  }
  return { kind: 'mapping', entries, origin: node.origin };
}

function sent(node: Node): Node {
  if (node.kind === 'mapping') return withoutNulls(node);
  if (node.kind === 'sequence') return { kind: 'sequence', items: node.items.map(sent), origin: node.origin };
  return node;
}
