import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import { limits } from '../limits.ts';
import type { Budget } from './budget.ts';
import { unknown } from './nodes.ts';

/**
 * The same value, reached from one more place: every part of it gets that place at the end of what led to it, so that
 * parts taken out later still know. A value that is nested too deeply, or too large for the budget, becomes unknown.
 */
export function ledTo(node: Node, place: Range, budget: Budget): Node {
  return lead(node, place, budget, 0);
}

function lead(node: Node, place: Range, budget: Budget, depth: number): Node {
  const origin = ledOrigin(node.origin, place);
  if (depth > limits.valueDepth) return unknown(`it is nested more than ${limits.valueDepth} levels deep`, origin);
  if (!budget.spend(1)) return exhausted(origin);
  switch (node.kind) {
    case 'scalar':
      return { ...node, origin };
    case 'sequence':
      return { ...node, items: node.items.map((item) => lead(item, place, budget, depth + 1)), origin };
    case 'mapping':
      return { ...node, entries: leadEntries(node.entries, place, budget, depth), origin };
    case 'unknown':
      return node.entries
        ? { ...node, entries: leadEntries(node.entries, place, budget, depth), origin }
        : { ...node, origin };
  }
}

/** What a value is once the budget is used up. */
export function exhausted(origin: Origin): Node {
  return unknown('working it out takes too many steps', origin);
}

function leadEntries(
  entries: ReadonlyMap<string, Entry>,
  place: Range,
  budget: Budget,
  depth: number,
): ReadonlyMap<string, Entry> {
  const led = new Map<string, Entry>();
  for (const [name, { key, value }] of entries) {
    led.set(name, { key: ledOrigin(key, place), value: lead(value, place, budget, depth + 1) });
  }
  return led;
}

/** The same origin with one more place at its end, unless it has many already. */
export function ledOrigin(origin: Origin, place: Range): Origin {
  return append(origin, place, limits.places - 1);
}

function append({ range, via }: Origin, place: Range, room: number): Origin {
  if (room === 0) return via ? { range, via } : { range };
  return { range, via: via ? append(via, place, room - 1) : { range: place } };
}
