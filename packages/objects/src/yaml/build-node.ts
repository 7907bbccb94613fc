import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import type { SourceFile } from '@backlint/source/source-file';
import { type Alias, isAlias, isMap, isPair, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from 'yaml';
import { ledFrom, ledTo } from './led-to.ts';
import { limits, type YamlBudget } from './limits.ts';
import { isMergeKey, isNullKey, scalarNode } from './scalar-node.ts';

/**
 * Turns the syntax of a document into nodes: aliases share what their anchor became, `<<` is merged, and keys are text.
 * No result where Kubernetes could not read the document or where it asks for too much.
 */
export function buildNode(contents: ParsedNode, file: SourceFile, budget: YamlBudget): Read<Node | undefined> {
  const building: Building = { file, budget, anchors: new Map(), mergeInputs: 0, refusal: undefined, diagnostics: [] };
  const root = build(contents, 0, building);
  if (building.refusal) return { result: undefined, diagnostics: [building.refusal] };
  return { result: root, diagnostics: building.diagnostics };
}

interface Building {
  readonly file: SourceFile;
  readonly budget: YamlBudget;
  /** What each anchor became, by its latest definition so far; empty while that value is being built. */
  readonly anchors: Map<string, { node?: Node }>;
  mergeInputs: number;
  /** Why the document is not read. Once it is set, all that is left to do is to come to an end. */
  refusal: Diagnostic | undefined;
  readonly diagnostics: Diagnostic[];
}

function build(syntax: ParsedNode, depth: number, building: Building): Node {
  if (isAlias(syntax)) return follow(syntax, building);
  const origin: Origin = { range: rangeOf(syntax, building) };
  countNodes(1, origin.range, building);
  const slot: { node?: Node } = {};
  if (syntax.anchor) building.anchors.set(syntax.anchor, slot);
  slot.node = isScalar(syntax) ? scalarNode(syntax, origin) : buildCollection(syntax, origin, depth + 1, building);
  return slot.node;
}

type CollectionSyntax = Exclude<ParsedNode, Alias.Parsed | Scalar.Parsed>;

function buildCollection(syntax: CollectionSyntax, origin: Origin, depth: number, building: Building): Node {
  if (depth > limits.depth) {
    return refuse('limit-depth', `There are more than ${limits.depth} levels`, origin.range, building);
  }
  if (isMap(syntax)) return { kind: 'mapping', entries: buildEntries(syntax, depth, building), origin };
  const items: Node[] = [];
  for (const item of syntax.items) {
    if (building.refusal) break;
    items.push(build(item, depth, building));
  }
  return { kind: 'sequence', items, origin };
}

/** What an anchor became, led to by the alias. */
function follow(alias: Alias.Parsed, building: Building): Node {
  const place = rangeOf(alias, building);
  countNodes(1, place, building);
  const slot = building.anchors.get(alias.source);
  if (slot?.node) return ledTo(slot.node, place);
  const message = slot
    ? 'An alias stands inside the value of its own anchor'
    : 'No anchor before this alias has its name; quote text that only begins with *';
  return refuse('yaml-alias', message, place, building);
}

/** The entries of a mapping in the making. */
interface Entries {
  readonly byKey: Map<string, Entry>;
  /** The `<<` that gave an entry; nothing for one that is written in the mapping itself. */
  readonly mergedBy: Map<string, ParsedNode>;
  /** The latest `<<`. */
  merge: ParsedNode | undefined;
}

function buildEntries(syntax: YAMLMap.Parsed, depth: number, building: Building): ReadonlyMap<string, Entry> {
  const entries: Entries = { byKey: new Map(), mergedBy: new Map(), merge: undefined };
  for (const { key, value } of syntax.items) {
    if (building.refusal) break;
    const isMerge = isMergeKey(key);
    const text = isMerge ? '<<' : keyText(key, building);
    const node = value ? build(value, depth, building) : emptyValue(key, building);
    if (isMerge) mergeEntries(node, key, entries, building);
    else addEntry(text, key, node, entries, building);
    if (entries.byKey.size > limits.keys) {
      refuse('limit-keys', `A mapping has more than ${limits.keys} keys`, rangeOf(key, building), building);
    }
  }
  return entries.byKey;
}

function addEntry(text: string, key: ParsedNode, value: Node, { byKey, mergedBy }: Entries, building: Building): void {
  const range = rangeOf(key, building);
  const isTwice = byKey.has(text) && !mergedBy.delete(text);
  if (isTwice)
    report('yaml-duplicate-key', 'This key is already in the mapping; remove one of the two.', range, building);
  byKey.set(text, { key: { range }, value: isTwice ? unknown('its key is written twice', value.origin) : value });
}

/** Adds what `<<` merges. Written keys win, and in a list of mappings the first that has a key. */
function mergeEntries(value: Node, key: ParsedNode, entries: Entries, building: Building): void {
  const range = rangeOf(key, building);
  if (entries.merge) report('yaml-duplicate-key', 'A second <<; write one with a list of aliases.', range, building);
  entries.merge = key;
  for (const source of value.kind === 'sequence' ? value.items : [value]) {
    if (building.refusal) return;
    if (source.kind !== 'mapping') {
      refuse('yaml-merge', 'Only a mapping or a list of mappings can be merged with <<', range, building);
      return;
    }
    building.mergeInputs += 1 + source.entries.size;
    if (building.mergeInputs > limits.mergeInputs) {
      refuse('limit-merge', `<< merges more than ${limits.mergeInputs} mappings and entries`, range, building);
      return;
    }
    countNodes(source.entries.size, range, building);
    for (const [text, { key: from, value: merged }] of source.entries) {
      mergeEntry(text, { key: ledFrom(from, range), value: ledTo(merged, range) }, entries);
    }
  }
}

/**
 * Where a key is written before the `<<`, kubectl (go-yaml v2) lets the merged value win and kustomize (go-yaml v3) the
 * written one, so that only equal values are certain. Two `<<` differ in the same way.
 */
function mergeEntry(text: string, entry: Entry, { byKey, mergedBy, merge }: Entries): void {
  const present = byKey.get(text);
  if (!present) {
    byKey.set(text, entry);
    if (merge) mergedBy.set(text, merge);
    return;
  }
  if (mergedBy.get(text) === merge || isSameScalar(present.value, entry.value)) return;
  const why = 'kubectl and kustomize merge it differently: write << before the keys that override it';
  byKey.set(text, { ...present, value: unknown(why, present.value.origin) });
}

function isSameScalar(left: Node, right: Node): boolean {
  return left.kind === 'scalar' && right.kind === 'scalar' && left.value === right.value;
}

/** The text of a key, as it is written even where its value would be a number: that is how kustomize keeps it. */
function keyText(key: ParsedNode, building: Building): string {
  if (isScalar(key)) {
    if (key.anchor) build(key, 0, building);
    if (!isNullKey(key)) return key.source;
  }
  if (isAlias(key)) {
    const node = follow(key, building);
    if (node.kind === 'scalar' && node.value !== null) return node.written ?? String(node.value);
  }
  refuse('yaml-key', 'A key that is no text has no place in a Kubernetes object', rangeOf(key, building), building);
  return '';
}

/** The null of a key without a value: `? key`, or `{ key }`. */
function emptyValue(key: ParsedNode, building: Building): Node {
  const { file, end } = rangeOf(key, building);
  const range = { file, start: end, end };
  countNodes(1, range, building);
  return { kind: 'scalar', value: null, written: '', origin: { range } };
}

function unknown(why: string, origin: Origin): Node {
  return { kind: 'unknown', why, origin };
}

/** Where something is written, without the line ends and comments behind it. */
function rangeOf(syntax: ParsedNode, { file }: Building): Range {
  const [start] = syntax.range;
  return { file, start, end: Math.max(start, endOf(syntax, file.text)) };
}

function endOf(syntax: ParsedNode, text: string): number {
  let [, end] = syntax.range;
  if (isScalar(syntax) && (syntax.type === 'BLOCK_LITERAL' || syntax.type === 'BLOCK_FOLDED')) {
    while (/\s/.test(text[end - 1] ?? '')) end--;
  }
  if ((!isMap(syntax) && !isSeq(syntax)) || syntax.flow) return end;
  const last = syntax.items.at(-1);
  if (last === undefined) return end;
  return endOf(isPair(last) ? (last.value ?? last.key) : last, text);
}

function countNodes(count: number, range: Range, building: Building): void {
  building.budget.nodes -= count;
  if (building.budget.nodes < 0) refuse('limit-nodes', `There are more than ${limits.nodes} values`, range, building);
}

function report(code: string, message: string, at: Range, { diagnostics }: Building): void {
  if (diagnostics.length < limits.diagnostics) diagnostics.push({ code, message, at });
}

/** Gives the document up. The first reason stands. */
function refuse(code: string, message: string, at: Range, building: Building): Node {
  building.refusal ??= { code, message: `${message}, so this document was not read.`, at };
  return unknown('it was not read', { range: at });
}
