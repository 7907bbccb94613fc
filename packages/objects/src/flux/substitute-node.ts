import type { Entry, Node, ScalarNode } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import { plainScalarValue } from '../yaml/plain-scalar.ts';
import { substitute, type Variable } from './substitute.ts';

/**
 * Fills in the variables of every scalar of a rendered object, as Flux does on its YAML text: a scalar that becomes `3`
 * or `true` is a number or boolean afterwards. A value that is one variable and nothing else points at the line that
 * sets the variable; anything else points at its own line. `unset` says why a name that nobody sets cannot be known.
 */
export function substituteNode(node: Node, variables: ReadonlyMap<string, Variable>, unset?: string): Node {
  const done = new Map<Node, Node>();
  const visit = (here: Node): Node => {
    const known = done.get(here);
    if (known) return known;
    const result = substituteOne(here, visit, variables, unset);
    done.set(here, result);
    return result;
  };
  return visit(node);
}

function substituteOne(
  node: Node,
  visit: (node: Node) => Node,
  variables: ReadonlyMap<string, Variable>,
  unset: string | undefined,
): Node {
  if (node.kind === 'scalar') return substituteScalar(node, variables, unset);
  if (node.kind === 'sequence') {
    const items = node.items.map(visit);
    return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
  }
  if (node.kind === 'mapping') {
    let changed = false;
    const entries = new Map<string, Entry>();
    for (const [key, entry] of node.entries) {
      const value = visit(entry.value);
      const filledKey = key.includes('${') ? substitute(key, variables, unset) : undefined;
      const name = filledKey?.kind === 'text' ? filledKey.text : key;
      changed ||= value !== entry.value || name !== key;
      entries.set(name, value === entry.value ? entry : { ...entry, value });
    }
    return changed ? { ...node, entries } : node;
  }
  return node;
}

function substituteScalar(node: ScalarNode, variables: ReadonlyMap<string, Variable>, unset: string | undefined): Node {
  if (typeof node.value !== 'string' || !node.value.includes('$')) return node;
  const filled = substitute(node.value, variables, unset);
  if (filled.kind === 'text' && filled.text === node.value) return node;
  const origin = originOfFilled(node, filled.used);
  if (filled.kind === 'unknown') {
    return { kind: 'unknown', why: filled.why, origin, ...(filled.prefix === '' ? {} : { prefix: filled.prefix }) };
  }
  return { kind: 'scalar', value: plainScalarValue(filled.text), origin };
}

function originOfFilled(node: ScalarNode, used: readonly Origin[]): Origin {
  const [variable] = used;
  const isWhole = /^\$\{[^{}]*\}$/.test(String(node.value)) && variable !== undefined;
  return isWhole ? { range: variable.range, via: node.origin } : node.origin;
}
