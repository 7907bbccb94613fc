import { unknown } from '@backlint/hcl/evaluate/nodes';
import type { Reference, Resolved } from '@backlint/hcl/evaluate/scope';
import type { Entry, Node } from '@backlint/source/node';
import type { Module, ModuleInstances } from '../read-module.ts';

/** What `module.name` and `module.name.output` are. */
export function callValue(
  { by, list, why }: ModuleInstances,
  names: readonly string[],
  { range }: Reference,
): Resolved {
  const origin = { range };
  const [, name] = names;
  if (why !== undefined)
    return { node: unknown(`it comes out of a module that is not known: ${why}`, origin), used: 1 };
  const [only] = list;
  if (by === 'nothing' && only && name !== undefined) {
    const node = only.module.output(name);
    if (node) return { node, used: 2 };
    if (!only.module.declarations.isComplete) {
      return { node: unknown('part of its module could not be read', origin), used: 2 };
    }
  }
  const values = list.map(({ key, module }) => ({ key, value: allOutputs(module, range) }));
  return { node: gathered(by, values, list.find(({ doubt }) => doubt)?.doubt, origin), used: 1 };
}

function allOutputs(module: Module, range: Reference['range']): Node {
  const entries = new Map<string, Entry>();
  for (const [name, block] of module.declarations.outputs) {
    const value = module.output(name);
    if (value) entries.set(name, { key: { range: block.header }, value });
  }
  return { kind: 'mapping', entries, origin: { range } };
}

/** How a reference sees the instances of a block: alone, as a list, or as a map. */
export function gathered(
  by: ModuleInstances['by'],
  values: readonly { readonly key?: string | number | undefined; readonly value: Node }[],
  doubt: string | undefined,
  origin: Node['origin'],
): Node {
  const [only] = values;
  if (by === 'nothing') return only?.value ?? unknown('it is not looked at', origin);
  if (by === 'count') {
    if (doubt !== undefined) return unknown(doubt, origin);
    return { kind: 'sequence', items: values.map(({ value }) => value), origin };
  }
  const entries = new Map<string, Entry>();
  for (const { key, value } of values) {
    if (key !== undefined) entries.set(String(key), { key: value.origin, value });
  }
  return doubt === undefined ? { kind: 'mapping', entries, origin } : unknown(doubt, origin, { entries });
}
