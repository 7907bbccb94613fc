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
  return lead(node, { place: { range: place }, budget, led: new Map() }, 0);
}

/** What a value is once the budget is used up. */
export function exhausted(origin: Origin): Node {
  return unknown('working it out takes too many steps', origin);
}

interface Leading {
  readonly place: Origin;
  readonly budget: Budget;
  /** What led to the parts of the value so far, with the place added: most parts share it. */
  readonly led: Map<Origin, Origin>;
}

function lead(node: Node, leading: Leading, depth: number): Node {
  const origin = ledOrigin(node.origin, leading);
  if (depth > limits.valueDepth) return unknown(`it is nested more than ${limits.valueDepth} levels deep`, origin);
  if (!leading.budget.spend(1)) return exhausted(origin);
  switch (node.kind) {
    case 'scalar':
      return { ...node, origin };
    case 'sequence':
      return { ...node, items: node.items.map((item) => lead(item, leading, depth + 1)), origin };
    case 'mapping':
      return { ...node, entries: leadEntries(node.entries, leading, depth + 1), origin };
    case 'unknown':
      return node.entries
        ? { ...node, entries: leadEntries(node.entries, leading, depth + 1), origin }
        : { ...node, origin };
  }
}

function leadEntries(entries: ReadonlyMap<string, Entry>, leading: Leading, depth: number): ReadonlyMap<string, Entry> {
  const led = new Map<string, Entry>();
  for (const [name, { key, value }] of entries) {
    led.set(name, { key: ledOrigin(key, leading), value: lead(value, leading, depth) });
  }
  return led;
}

function ledOrigin({ range, via }: Origin, leading: Leading): Origin {
  return { range, via: via ? ledVia(via, leading) : leading.place };
}

function ledVia(via: Origin, { place, led }: Leading): Origin {
  const known = led.get(via);
  if (known) return known;
  const longer = append(via, place, limits.places - 2);
  led.set(via, longer);
  return longer;
}

/** Adds a place at the end, unless there are many already. */
function append(origin: Origin, place: Origin, room: number): Origin {
  if (room === 0) return origin;
  return { range: origin.range, via: origin.via ? append(origin.via, place, room - 1) : place };
}
