import { evaluate } from '@backlint/hcl/evaluate/evaluate';
import { unknownIn } from '@backlint/hcl/evaluate/nodes';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import type { Expression } from '@backlint/hcl/syntax-tree';
import { type Entry, type MappingNode, type Node, nodeAt, type ScalarNode } from '@backlint/source/node';
import { originInText } from '@backlint/source/text-piece';
import { readYaml } from '../../yaml/read-yaml.ts';

/**
 * The documents that the data sources of the kubectl provider split: `kubectl_file_documents` a text, and
 * `kubectl_path_documents` the files that a pattern names, filled in as templates.
 */
export function kubectlDocuments(
  type: string,
  body: MappingNode,
  scope: Scope,
): Readonly<Record<string, Node | undefined>> {
  const texts =
    type === 'kubectl_file_documents'
      ? [nodeAt(body, ['content'])]
      : type === 'kubectl_path_documents'
        ? textsOfPattern(body, scope)
        : undefined;
  if (!texts) return {};
  const documents = texts.flatMap((text) => (text?.kind === 'scalar' ? documentsIn(text) : text ? [text] : []));
  const { origin } = body;
  return {
    documents: { kind: 'sequence', items: documents, collection: 'list', origin },
    manifests: byIdentity(documents, origin),
  };
}

/** Calls Terraform's own functions, so that the files they may read are the same. */
function textsOfPattern(body: MappingNode, scope: Scope): readonly Node[] | undefined {
  const pattern = nodeAt(body, ['pattern']);
  if (pattern?.kind !== 'scalar') return pattern ? [pattern] : undefined;
  const { range } = pattern.origin;
  const text = (value: string): Expression => ({ kind: 'literal', value, range });
  const call = (name: string, ...args: Expression[]): Node =>
    evaluate({ kind: 'call', name: { text: name, range }, arguments: args, isSpread: false, range }, withVariables);
  const variables = nodeAt(body, ['vars']);
  const withVariables: Scope = {
    ...scope,
    resolve: ({ root }) => (root === 'vars' && variables ? { node: variables, used: 0 } : undefined),
  };
  const path = String(pattern.value);
  const slash = path.lastIndexOf('/');
  const directory = slash < 0 ? '.' : path.slice(0, slash);
  const names = call('fileset', text(directory), text(path.slice(slash + 1)));
  if (names.kind !== 'sequence') return [names];
  const plain = nodeAt(body, ['disable_template']);
  const given: Expression = variables
    ? { kind: 'variable', name: 'vars', range }
    : { kind: 'object', entries: [], range };
  return names.items.flatMap((name) => {
    if (name.kind !== 'scalar') return [];
    const file = text(`${directory}/${name.value}`);
    const isPlain = plain?.kind === 'scalar' && plain.value === true;
    return [isPlain ? call('file', file) : call('templatefile', file, given)];
  });
}

/** The documents of a text, each a text that knows its places. */
function documentsIn(text: ScalarNode): readonly Node[] {
  const file = { path: text.origin.range.file.path, text: String(text.value) };
  return readYaml(file).result.map(({ range: { start, end } }) => stretch(text, start, end));
}

function stretch(text: ScalarNode, start: number, end: number): Node {
  const inside = (text.pieces ?? []).filter((piece) => piece.start > start && piece.start < end);
  const first = { start: 0, origin: originInText(text, start, inside[0]?.start ?? end) };
  const pieces = [first, ...inside.map((piece) => ({ ...piece, start: piece.start - start }))];
  return { kind: 'scalar', value: String(text.value).slice(start, end), pieces, origin: first.origin };
}

/** The provider calls documents by their place in the API: `/api/v1/namespaces/shop/secrets/x`. Each key begins like that. */
function byIdentity(documents: readonly Node[], origin: Node['origin']): Node {
  const entries = new Map<string, Entry>();
  for (const document of documents) {
    const identity = document.kind === 'scalar' ? identityOf(document) : undefined;
    const doubt = unknownIn(document);
    if (doubt || identity === undefined) {
      return { kind: 'unknown', why: doubt?.why ?? 'a document does not say what it is', entries, origin };
    }
    entries.set(identity, { key: document.origin, value: document });
  }
  return { kind: 'mapping', entries, collection: 'map', origin };
}

function identityOf(document: ScalarNode): string | undefined {
  const file = { path: document.origin.range.file.path, text: String(document.value) };
  const root = readYaml(file).result[0]?.root;
  if (!root) return undefined;
  const textAt = (...path: string[]): string => {
    const node = nodeAt(root, path);
    return node?.kind === 'scalar' ? String(node.value) : '';
  };
  const version = textAt('apiVersion');
  const namespace = textAt('metadata', 'namespace');
  const home = namespace === '' ? '' : `/namespaces/${namespace}`;
  const base = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  return `${base}${home}/${textAt('kind').toLowerCase()}s/${textAt('metadata', 'name')}`;
}
