import { isNull, unknown } from '@backlint/hcl/evaluate/nodes';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import { type Entry, type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { kubectlDocuments } from '../text/kubectl-documents.ts';
import type { ResourceDeclaration } from './declarations.ts';

/**
 * What a reference to a resource sees: the arguments it is written with, and for the rest that only the provider knows
 * it. What providers are known to derive from arguments is there too.
 */
export function asReference(body: MappingNode, { type, isData, block }: ResourceDeclaration, scope: Scope): Node {
  const why = isData
    ? 'a data source is read when Terraform runs'
    : 'only the provider knows it, once the resource is there';
  const origin = { range: block.header };
  const written = openMapping(body, why);
  const derived = isData ? kubectlDocuments(type, body, scope) : derivedAttributes(type, body);
  const entries = new Map(written.entries);
  for (const [name, value] of Object.entries(derived)) {
    if (value) entries.set(name, { key: value.origin, value });
  }
  return unknown(why, origin, { entries });
}

function openMapping(node: MappingNode, why: string) {
  const entries = new Map<string, Entry>();
  for (const [name, { key, value }] of node.entries) {
    if (isNull(value)) continue;
    entries.set(name, { key, value: isBlockList(node, name) ? openItems(value, why) : value });
  }
  return unknown(why, node.origin, { entries });
}

/** A nested block has attributes that the provider fills in; a value has none. Blocks share the place of their key. */
function isBlockList(node: MappingNode, name: string): boolean {
  const entry = node.entries.get(name);
  return entry?.value.kind === 'sequence' && entry.value.origin === entry.key;
}

function openItems(node: Node, why: string): Node {
  if (node.kind !== 'sequence') return node;
  return { ...node, items: node.items.map((item) => (item.kind === 'mapping' ? openMapping(item, why) : item)) };
}

function derivedAttributes(type: string, body: MappingNode): Readonly<Record<string, Node | undefined>> {
  if (type === 'kubernetes_manifest') return { object: nodeAt(body, ['manifest']) };
  if (type === 'terraform_data') return { output: nodeAt(body, ['input']) };
  if (!type.startsWith('kubernetes_')) return {};
  const name = nodeAt(body, ['metadata', 0, 'name']);
  if (/^kubernetes_namespace(?:_v1)?$/.test(type)) return { id: name };
  const namespace = nodeAt(body, ['metadata', 0, 'namespace']);
  if (name?.kind !== 'scalar' || namespace?.kind !== 'scalar') return {};
  return { id: { kind: 'scalar', value: `${namespace.value}/${name.value}`, origin: name.origin } };
}
