import { evaluate } from '@backlint/hcl/evaluate/evaluate';
import { unknown } from '@backlint/hcl/evaluate/nodes';
import type { Scope } from '@backlint/hcl/evaluate/scope';
import type { Expression, TemplatePart } from '@backlint/hcl/syntax-tree';
import type { Entry, Node, UnknownNode } from '@backlint/source/node';
import { documentIn } from './document-in.ts';

/**
 * Evaluates an argument that may be a document: where a template of YAML has parts that are not known, the data in it is
 * known all the same except for those, and is what the unknown text `encodes`.
 */
export function evaluateDocument(expression: Expression, scope: Scope): Node {
  const node = evaluate(expression, scope);
  if (node.kind === 'sequence' && expression.kind === 'tuple') {
    const items = expression.items.map((item, index) => {
      const value = node.items[index];
      return value?.kind === 'unknown' ? evaluateDocument(item, scope) : (value ?? evaluateDocument(item, scope));
    });
    return { ...node, items };
  }
  if (node.kind !== 'unknown' || node.encodes || node.isSensitive) return node;
  const holes: UnknownNode[] = [];
  const isDecoded = expression.kind === 'call' && expression.name.text === 'yamldecode';
  const text = isDecoded ? expression.arguments[0] : expression;
  const patched = text && withHoles(text, scope, holes);
  if (!patched || holes.length === 0) return node;
  const read = evaluate(patched, scope);
  if (read.kind !== 'scalar') return node;
  const document = documentIn(read).result;
  if (!document || document.kind === 'scalar') return node;
  const data = unfilled(document, holes);
  return isDecoded ? data : { ...node, encodes: data };
}

/** Characters for private use, which no manifest has. */
const opening = '\ue0b1';
const closing = '\ue0b2';

/** The same template with a mark for each part that is not known. */
function withHoles(expression: Expression, scope: Scope, holes: UnknownNode[]): Expression | undefined {
  if (expression.kind === 'template') {
    return { ...expression, parts: expression.parts.map((part) => markedPart(part, scope, holes)) };
  }
  if (expression.kind === 'parentheses') return withHoles(expression.inner, scope, holes);
  if (expression.kind !== 'call' || expression.name.text !== 'templatefile') return undefined;
  const [path, variables] = expression.arguments;
  if (!path || variables?.kind !== 'object') return undefined;
  const entries = variables.entries.map(({ key, value }) => ({ key, value: marked(value, scope, holes) }));
  return { ...expression, arguments: [path, { ...variables, entries }] };
}

function markedPart(part: TemplatePart, scope: Scope, holes: UnknownNode[]): TemplatePart {
  if (part.kind !== 'interpolation') return part;
  const value = marked(part.value, scope, holes);
  return value === part.value ? part : { ...part, value };
}

function marked(expression: Expression, scope: Scope, holes: UnknownNode[]): Expression {
  const node = evaluate(expression, scope);
  if (node.kind !== 'unknown') return expression;
  holes.push(node);
  const value = `${node.prefix ?? ''}${opening}${holes.length - 1}${closing}`;
  return {
    kind: 'template',
    form: 'quoted',
    parts: [{ kind: 'text', value, range: expression.range }],
    range: expression.range,
  };
}

/** Data with every text that has a mark made unknown. */
function unfilled(node: Node, holes: readonly UnknownNode[]): Node {
  if (node.kind === 'scalar') return unfilledText(node, String(node.value), holes);
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => unfilled(item, holes)) };
  if (node.kind === 'unknown') return node;
  const entries = new Map<string, Entry>();
  let cause: Node | undefined;
  for (const [name, { key, value }] of node.entries) {
    const keyNode = unfilledText({ kind: 'scalar', value: name, origin: key }, name, holes);
    if (keyNode.kind === 'unknown') cause = keyNode;
    else entries.set(name, { key, value: unfilled(value, holes) });
  }
  return cause?.kind === 'unknown' ? unknown(cause.why, node.origin, { entries }) : { ...node, entries };
}

function unfilledText(node: Node, text: string, holes: readonly UnknownNode[]): Node {
  const start = text.indexOf(opening);
  if (start < 0) return node;
  const hole = holes[Number.parseInt(text.slice(start + 1), 10)];
  if (!hole) return node;
  const via = hole.origin;
  return {
    kind: 'unknown',
    why: hole.why,
    ...(start > 0 ? { prefix: text.slice(0, start) } : {}),
    ...(hole.isSensitive ? { isSensitive: true as const } : {}),
    origin: node.origin.via ? node.origin : { range: node.origin.range, via },
  };
}
