import { secret, unknown } from '@backlint/hcl/evaluate/nodes';
import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';

/**
 * A planned value, with what is `true` in `after_unknown` as unknown and what is `true` in `sensitive_values` dropped.
 * Those two have the shape of the value. `at` is where people are led to instead of to a secret.
 */
export function plannedValue(
  value: Node,
  afterUnknown: Node | undefined,
  sensitive: Node | undefined,
  at: Origin,
): Node {
  if (isTrue(sensitive)) return secret(at);
  if (isTrue(afterUnknown)) return knownLater(value);
  if (value.kind === 'sequence') {
    const items = value.items.map((item, index) =>
      plannedValue(item, itemOf(afterUnknown, index), itemOf(sensitive, index), at),
    );
    return { ...value, items };
  }
  if (value.kind !== 'mapping') return value;
  const entries = new Map<string, Entry>();
  for (const [name, { key, value: inner }] of value.entries) {
    entries.set(name, { key, value: plannedValue(inner, entryOf(afterUnknown, name), entryOf(sensitive, name), at) });
  }
  if (afterUnknown?.kind === 'mapping') {
    for (const [name, { value: flag }] of afterUnknown.entries) {
      if (!entries.has(name) && isTrue(flag)) entries.set(name, { key: value.origin, value: knownLater(value) });
    }
  }
  return { ...value, entries };
}

function knownLater({ origin }: Node): Node {
  return unknown('it is known only after the plan is applied', origin);
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

function itemOf(node: Node | undefined, index: number): Node | undefined {
  return node?.kind === 'sequence' ? node.items[index] : undefined;
}

function entryOf(node: Node | undefined, name: string): Node | undefined {
  return node?.kind === 'mapping' ? node.entries.get(name)?.value : undefined;
}
