import type { Block, Expression } from '@backlint/hcl/syntax-tree';
import type { Range } from '@backlint/source/range';
import { type NameUse, namesInBody, namesInExpression } from './module/name-uses.ts';
import type { Module, ResourceInstance } from './read-module.ts';
import type { Dependency } from './terraform-object.ts';

/** What Terraform makes before a resource, each once, at the place in the resource that says so. */
export function dependenciesOf({ module, declaration }: ResourceInstance): readonly Dependency[] {
  const { block } = declaration;
  const found = new Map<string, Dependency>();
  const dependsOn = block.body.attributes.get('depends_on')?.value;
  const explicit = dependsOn ? namesInExpression(dependsOn) : [];
  for (const [uses, isExplicit] of [[explicit, true] as const, [usesOf(block, dependsOn), false] as const]) {
    for (const use of uses) {
      for (const resource of resourcesBehind(use, module, new Set())) {
        if (!found.has(resource)) found.set(resource, { resource, isExplicit, origin: { range: use.range } });
      }
    }
  }
  found.delete(resourceAddress(module, `${declaration.type}.${declaration.name}`));
  return [...found.values()];
}

/** An address without the keys of instances. */
export function resourceAddress({ prefix }: Module, name: string): string {
  return `${prefix.replace(/\[(?:"(?:[^"\\]|\\.)*"|\d+|\*)\]/g, '')}${name}`;
}

function usesOf({ body }: Block, dependsOn: Expression | undefined): readonly NameUse[] {
  const isInside = ({ start, end }: Range) =>
    dependsOn !== undefined && start >= dependsOn.range.start && end <= dependsOn.range.end;
  return namesInBody(body).filter(({ range }) => !isInside(range));
}

/** The resources that a name leads to, by way of locals, variables and outputs. */
function resourcesBehind(use: NameUse, module: Module, seen: Set<string>): readonly string[] {
  const [root = '', first = '', second = ''] = use.names;
  const key = `${module.prefix}${root}.${first}.${second}`;
  if (seen.has(key) || seen.size > 1000) return [];
  seen.add(key);
  const through = (uses: readonly NameUse[], other: Module) =>
    uses.flatMap((next) => resourcesBehind(next, other, seen));
  const { declarations } = module;
  switch (root) {
    case 'local': {
      const expression = declarations.locals.get(first);
      return expression ? through(namesInExpression(expression), module) : [];
    }
    case 'var': {
      const argument = module.calledBy?.block.body.attributes.get(first)?.value;
      return argument && module.calledBy ? through(namesInExpression(argument), module.calledBy.module) : [];
    }
    case 'module':
      return resourcesOfCall(use, module, through);
    case 'data':
      return declarations.resources.has(`data.${first}.${second}`)
        ? [resourceAddress(module, `data.${first}.${second}`)]
        : [];
    default:
      return declarations.resources.has(`${root}.${first}`) ? [resourceAddress(module, `${root}.${first}`)] : [];
  }
}

function resourcesOfCall(
  { names: [, call = '', name] }: NameUse,
  module: Module,
  through: (uses: readonly NameUse[], other: Module) => readonly string[],
): readonly string[] {
  if (!module.declarations.calls.has(call)) return [];
  const child = module.call(call).list[0]?.module;
  const output = name === undefined ? undefined : child?.declarations.outputs.get(name)?.body.attributes.get('value');
  if (!child || !output) return [resourceAddress(module, `module.${call}`)];
  return through(namesInExpression(output.value), child);
}
