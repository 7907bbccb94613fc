import { isNull, secret, unknown } from '@backlint/hcl/evaluate/nodes';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import { type Entry, type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
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
  const derived = isData ? kubectlDocuments(type, body, scope) : derivedAttributes(type, body, origin);
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

function derivedAttributes(
  type: string,
  body: MappingNode,
  origin: Origin,
): Readonly<Record<string, Node | undefined>> {
  if (type === 'kubernetes_manifest') return { object: nodeAt(body, ['manifest']) };
  if (type === 'terraform_data') return { output: nodeAt(body, ['input']) };
  if (type === 'aws_s3_bucket' || type === 'minio_s3_bucket') return { id: nodeAt(body, ['bucket']) };
  if (!type.startsWith('kubernetes_')) return {};
  const name = nodeAt(body, ['metadata', 0, 'name']);
  if (/^kubernetes_namespace(?:_v1)?$/.test(type)) return { id: name };
  const hidden = /^kubernetes_secret(?:_v1)?$/.test(type) ? hiddenData(body, origin) : {};
  const namespace = nodeAt(body, ['metadata', 0, 'namespace']);
  if (name?.kind !== 'scalar' || namespace?.kind !== 'scalar') return hidden;
  return { ...hidden, id: { kind: 'scalar', value: `${namespace.value}/${name.value}`, origin: name.origin } };
}

/** To the provider the data of a Secret is sensitive, whatever it is written with. */
function hiddenData(body: MappingNode, origin: Origin): Readonly<Record<string, Node>> {
  const hidden: Record<string, Node> = {};
  for (const name of ['data', 'binary_data']) {
    const value = nodeAt(body, [name]);
    if (value && !isNull(value)) hidden[name] = hide(value, origin);
  }
  return hidden;
}

function hide(value: Node, origin: Origin): Node {
  if (value.kind !== 'mapping') return secret(origin);
  const entries = Array.from(value.entries, ([name, { key }]): [string, Entry] => [
    name,
    { key, value: secret(origin) },
  ]);
  return { ...value, entries: new Map(entries) };
}
