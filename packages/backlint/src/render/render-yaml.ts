import { visibleText } from '@backlint/report/visible-text';
import type { Node, ScalarNode, UnknownNode } from '@backlint/source/node';
import { type Origin, originChain } from '@backlint/source/origin';
import { citation } from '@backlint/source/position';
import { compareText } from '@backlint/source/source-tree';
import { Document, Pair, Scalar, YAMLMap, YAMLSeq, type Node as YamlNode } from 'yaml';
import { asciiEscapes, hasHidden } from './ascii-escapes.ts';
import { placesOf, type Rendered, type RenderedObject } from './rendered.ts';

interface YamlOptions {
  /** Says behind each value where it was written. */
  readonly provenance: boolean;
}

/**
 * Objects as YAML documents in the style of kubectl, each below a line that says where it is from and what deploys it.
 * A value that is not known is left empty, with the reason as a comment.
 */
export function renderYaml({ objects, unknown }: Rendered, options: YamlOptions): string {
  const documents = objects.map((object) => `# ${headOf(object)}\n${bodyOf(object, options)}`);
  const rest = unknown.map(
    ({ what, why, origin }) => `# unknown: ${oneLine(what)} (${citation(origin.range)}): ${oneLine(why)}\n`,
  );
  return asciiEscapes([...documents, ...(rest.length > 0 ? [rest.join('')] : [])].join('---\n'));
}

function headOf({ at, deployment }: RenderedObject): string {
  const parts = [citation(at)];
  if (deployment) {
    parts.push(deployment.title);
    if (deployment.environment !== '') parts.push(`cluster ${deployment.environment}`);
    if (deployment.suspended) parts.push(`suspended at ${citation(deployment.suspended.range)}`);
    if (deployment.dormant !== undefined) parts.push(`not deployed: ${deployment.dormant}`);
  }
  return parts.map(oneLine).join(', ');
}

function bodyOf({ root }: RenderedObject, options: YamlOptions): string {
  const document = new Document(yamlNode(root, options), { compat: 'yaml-1.1' });
  return document.toString({ lineWidth: 0, indentSeq: false });
}

function yamlNode(node: Node, options: YamlOptions): YamlNode {
  if (node.kind === 'scalar') return commented(scalar(node), placeComment(node.origin, options));
  if (node.kind === 'unknown') return unknownNode(node, options);
  if (node.kind === 'sequence') {
    const list = new YAMLSeq();
    list.items = node.items.map((item) => yamlNode(item, options));
    return list.items.length === 0 ? empty(list, node.origin, options) : list;
  }
  const map = mapOf(node.entries, options);
  return map.items.length === 0 ? empty(map, node.origin, options) : map;
}

/** `[]` and `{}` hold no value that could say where it was written. */
function empty(collection: YAMLMap | YAMLSeq, origin: Origin, options: YamlOptions): YamlNode {
  collection.flow = true;
  return commented(collection, placeComment(origin, options));
}

function mapOf(entries: NonNullable<UnknownNode['entries']>, options: YamlOptions): YAMLMap<YamlNode, YamlNode> {
  const map = new YAMLMap<YamlNode, YamlNode>();
  const sorted = [...entries].sort(([left], [right]) => compareText(left, right));
  map.items = sorted.map(([key, { value }]) => new Pair<YamlNode, YamlNode>(text(key), yamlNode(value, options)));
  return map;
}

function unknownNode({ why, prefix, entries, origin }: UnknownNode, options: YamlOptions): YamlNode {
  const start = prefix === undefined ? '' : `, begins with ${JSON.stringify(oneLine(prefix))}`;
  const comment = ` unknown: ${oneLine(why)}${start}`;
  if (entries && entries.size > 0) {
    const map = mapOf(entries, options);
    map.commentBefore = ` unknown besides these: ${oneLine(why)}`;
    return map;
  }
  const nothing = new Scalar(null);
  nothing.source = '';
  return commented(nothing, [comment, placeComment(origin, options)].filter((part) => part !== undefined).join(';'));
}

function scalar({ value, written }: ScalarNode): Scalar {
  if (typeof value === 'string') return text(value);
  const isExact = typeof value !== 'number' || Number.isSafeInteger(value) || !/^-?\d+$/.test(written ?? '');
  return new Scalar(isExact ? value : BigInt(written ?? 0));
}

function text(value: string): Scalar<string> {
  const node = new Scalar(value);
  // To YAML 1.1 a lone `=` is no text.
  if (hasHidden(value) || value === '=') node.type = Scalar.QUOTE_DOUBLE;
  return node;
}

function placeComment(origin: Origin, { provenance }: YamlOptions): string | undefined {
  return provenance ? ` ${oneLine(placesOf(originChain(origin)).join(' via '))}` : undefined;
}

function commented<T extends YamlNode>(node: T, comment: string | undefined): T {
  if (comment !== undefined) node.comment = comment;
  return node;
}

/** A comment ends with its line. */
function oneLine(value: string): string {
  return visibleText(value, 2_000);
}
