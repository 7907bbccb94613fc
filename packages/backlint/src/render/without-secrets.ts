import { secretRanges } from '@backlint/report/pretty/secret-ranges';
import type { Entry, MappingNode, Node, ScalarNode } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';

/** What is shown in place of a secret. */
const mark = '<redacted>';

/** Aliases can make a small file a huge object; more values than these are not shown. */
const mostNodes = 100_000;

/**
 * The same object with every secret in it replaced by `<redacted>`: all that a Secret holds, under its keys, and whatever
 * reads like a password, token or key elsewhere. Rather too much than too little.
 */
export function withoutSecrets(root: MappingNode): MappingNode {
  const budget = { left: mostNodes };
  const isSecret = known(stringAt(root, 'kind')) === 'Secret' && known(stringAt(root, 'apiVersion')) === 'v1';
  const entries = new Map<string, Entry>();
  for (const [key, { key: place, value }] of root.entries) {
    const hidden = isSecret && (key === 'data' || key === 'stringData');
    entries.set(key, { key: place, value: hidden ? redactAll(value) : redact(value, key, budget) });
  }
  return { ...root, entries: isSecret ? withoutLastApplied(entries) : entries };
}

function redactAll(node: Node): Node {
  if (node.kind !== 'mapping') return redactedScalar(node);
  const entries = new Map<string, Entry>();
  for (const [key, { key: place, value }] of node.entries)
    entries.set(key, { key: place, value: redactedScalar(value) });
  return { ...node, entries };
}

function redactedScalar({ origin, ...node }: Node): Node {
  return node.kind === 'unknown' ? { kind: 'unknown', why: node.why, origin } : { kind: 'scalar', value: mark, origin };
}

/** kubectl keeps a copy of all it was given, data included. */
function withoutLastApplied(entries: ReadonlyMap<string, Entry>): ReadonlyMap<string, Entry> {
  const metadata = entries.get('metadata');
  const annotations = metadata?.value.kind === 'mapping' ? metadata.value.entries.get('annotations') : undefined;
  const copy = 'kubectl.kubernetes.io/last-applied-configuration';
  if (metadata?.value.kind !== 'mapping' || annotations?.value.kind !== 'mapping') return entries;
  const last = annotations.value.entries.get(copy);
  if (!last) return entries;
  const hidden: Entry = { ...last, value: redactedScalar(last.value) };
  const kept: Entry = {
    ...annotations,
    value: { ...annotations.value, entries: new Map([...annotations.value.entries, [copy, hidden] as const]) },
  };
  const changed: Entry = {
    ...metadata,
    value: { ...metadata.value, entries: new Map([...metadata.value.entries, ['annotations', kept] as const]) },
  };
  return new Map([...entries, ['metadata', changed] as const]);
}

/** The node under a key, which says what its text means; the `value` of an environment variable means its `name`. */
function redact(node: Node, key: string, budget: { left: number }): Node {
  budget.left--;
  if (budget.left < 0) return { kind: 'unknown', why: 'the object is too large to show', origin: node.origin };
  if (node.kind === 'scalar') return redactScalar(node, key);
  if (node.kind === 'sequence') return { ...node, items: node.items.map((item) => redact(item, key, budget)) };
  const { entries } = node;
  if (!entries) return node;
  const name = entries.get('name')?.value;
  const variable = name?.kind === 'scalar' && entries.has('value') ? String(name.value) : undefined;
  const kept = new Map<string, Entry>();
  for (const [field, { key: place, value }] of entries) {
    const meaning = field === 'value' && variable !== undefined ? variable : field;
    kept.set(field, { key: place, value: redact(value, meaning, budget) });
  }
  return { ...node, entries: kept };
}

function redactScalar(node: ScalarNode, key: string): ScalarNode {
  if (typeof node.value !== 'string') return node;
  const prefix = `${key.replace(/\s+/g, ' ')}: `;
  const lines = node.value.split('\n');
  const isOneLine = lines.length === 1;
  const kept = lines.map((line, index) => {
    const led = isOneLine ? `${prefix}${line}` : line;
    const offset = led.length - line.length;
    return hide(line, offset, secretRanges(led, lines[index - 1]));
  });
  const value = kept.join('\n');
  return value === node.value ? node : { kind: 'scalar', value, origin: node.origin };
}

function hide(line: string, offset: number, spans: ReturnType<typeof secretRanges>): string {
  let text = '';
  let done = 0;
  for (const { start, end } of spans) {
    const from = Math.max(start - offset, done);
    const to = end - offset;
    if (to <= from) continue;
    text += `${line.slice(done, from)}${mark}`;
    done = to;
  }
  return text + line.slice(done);
}
