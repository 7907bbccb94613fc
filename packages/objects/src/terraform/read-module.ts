import { evaluate } from '@backlint/hcl/evaluate/evaluate';
import { lazyValues } from '@backlint/hcl/evaluate/lazy-values';
import { secret, unknown } from '@backlint/hcl/evaluate/nodes';
import type { Reference, Resolved, Scope } from '@backlint/hcl/evaluate/scope';
import type { Block, Expression } from '@backlint/hcl/syntax-tree';
import type { MappingNode, Node } from '@backlint/source/node';
import { limits } from './limits.ts';
import { blockValue } from './module/block-value.ts';
import { withBlockLists } from './module/blocks-in-json.ts';
import { callValue, gathered } from './module/call-value.ts';
import type { Declarations, ResourceDeclaration } from './module/declarations.ts';
import { type Instance, instancesOf } from './module/instances.ts';
import { lazily } from './module/lazily.ts';
import { withoutMeta } from './module/meta-arguments.ts';
import { moduleSourceOf } from './module/module-source.ts';
import { pathValue } from './module/path-value.ts';
import { asReference } from './module/reference-value.ts';
import { variableValue } from './module/variables.ts';
import type { World } from './module/world.ts';
import { evaluateDocument } from './text/evaluate-document.ts';

/** A module with the values it is given: the root module, or one instance of a module call. */
export interface Module {
  /** As addresses begin: `module.db["orders"].`; empty for the root module. */
  readonly prefix: string;
  readonly declarations: Declarations;
  readonly scope: Scope;
  /** The instances of its resources and data sources, and those of the modules it calls. */
  readonly resources: () => readonly ResourceInstance[];
  readonly output: (name: string) => Node | undefined;
  /** The call that it is an instance of, and the module with that call. */
  readonly calledBy?: { readonly module: Module; readonly block: Block };
  /** The instances of a call, or why there are none to look into. */
  readonly call: (name: string) => ModuleInstances;
}

/** One resource as Terraform would plan it. */
export interface ResourceInstance {
  /** As Terraform writes it: `module.db["orders"].kubernetes_manifest.cluster[0]`. */
  readonly address: string;
  readonly module: Module;
  readonly declaration: ResourceDeclaration;
  readonly instance: Instance;
  /** Its arguments; blocks are lists, and its documents of YAML know their data. */
  readonly body: MappingNode;
}

export interface ModuleInstances {
  readonly by: 'nothing' | 'count' | 'for_each';
  readonly list: readonly { readonly key?: string | number; readonly doubt?: string; readonly module: Module }[];
  /** Set where the module cannot be looked into. */
  readonly why?: string;
}

/** How a module came to be opened. */
interface Opening {
  readonly prefix: string;
  /** The directories of the modules around it, itself last. */
  readonly stack: readonly string[];
  readonly given: (name: string) => Node | undefined;
  readonly doubt?: string;
  readonly calledBy?: { readonly module: Module; readonly block: Block };
}

/** Opens a root module with the values of its variables. Nothing is worked out before it is asked for. */
export function readModule(declarations: Declarations, given: ReadonlyMap<string, Node>, world: World): Module {
  return openModule(
    declarations,
    { prefix: '', stack: [declarations.directory], given: (name) => given.get(name) },
    world,
  );
}

function openModule(declarations: Declarations, opening: Opening, world: World): Module {
  const { prefix, stack, given } = opening;
  const scope: Scope = { ...world.nameless, resolve };
  const variable = lazily(
    (name) => {
      const block = declarations.variables.get(name);
      return block ? variableValue(block, given(name), world.nameless) : undefined;
    },
    (name) => selfReference(declarations.variables.get(name)),
  );
  const local = lazyValues(declarations.locals, (expression) => evaluate(expression, scope));
  const output = lazily(
    (name) => outputValue(declarations.outputs.get(name), scope, world),
    (name) => selfReference(declarations.outputs.get(name)),
  );
  const call = lazily(
    (name) => openCall(module, name, stack, world),
    () => ({ by: 'nothing' as const, list: [], why: 'it refers to itself' }),
  );
  const instances = lazily(
    (name): ResourceInstances | undefined => {
      const declaration = declarations.resources.get(name);
      return declaration && resourceInstances(module, declaration, world);
    },
    () => ({ by: 'nothing' as const, list: [] }),
  );
  const resourceValue = lazily(
    (name): Node | undefined => {
      const declaration = declarations.resources.get(name);
      const made = instances(name);
      return declaration && made && valueOfInstances(declaration, made, world);
    },
    (name) => selfReference(declarations.resources.get(name)?.block),
  );
  const module: Module = {
    prefix,
    declarations,
    scope,
    output: (name) => output(name),
    call,
    resources: () => [
      ...[...declarations.resources.keys()].flatMap((name) => instances(name)?.list ?? []),
      ...[...declarations.calls.keys()].flatMap((name) =>
        call(name).list.flatMap(({ module: child, doubt }) =>
          child
            .resources()
            .map((one) => (doubt === undefined ? one : { ...one, instance: { ...one.instance, doubt } })),
        ),
      ),
    ],
    ...(opening.calledBy ? { calledBy: opening.calledBy } : {}),
  };

  function resolve(reference: Reference): Resolved | undefined {
    const { root, names, range } = reference;
    const [first = '', second = ''] = names;
    const origin = { range };
    switch (root) {
      case 'var':
        return found(variable(first), 1) ?? undeclared(reference);
      case 'local':
        return found(local(first), 1) ?? undeclared(reference);
      case 'path':
        return found(pathValue(first, world.root, declarations.directory, origin), 1);
      case 'terraform':
        return { node: unknown('it depends on the workspace or the machine that runs Terraform', origin), used: 1 };
      case 'module':
        return declarations.calls.has(first) ? callValue(call(first), names, reference) : undeclared(reference);
      case 'each':
      case 'count':
      case 'self':
        return undefined;
      case 'data':
        return found(resourceValue(`data.${first}.${second}`), 2) ?? undeclared(reference);
      default:
        return found(resourceValue(`${root}.${first}`), 1) ?? undeclared(reference);
    }
  }

  /** Where the module was read only in parts, a name that seems undeclared may be declared after all. */
  function undeclared({ names, range }: Reference): Resolved | undefined {
    if (declarations.isComplete) return undefined;
    return { node: unknown('part of its module could not be read', { range }), used: names.length };
  }

  return module;
}

function valueOfInstances(declaration: ResourceDeclaration, { by, list }: ResourceInstances, world: World): Node {
  const values = list.map(({ instance, body }) => ({
    key: instance.key,
    value: asReference(body, declaration, world.nameless),
  }));
  const doubt = list.find(({ instance }) => instance.doubt !== undefined)?.instance.doubt;
  return gathered(by, values, doubt, { range: declaration.block.header });
}

interface ResourceInstances {
  readonly by: 'nothing' | 'count' | 'for_each';
  readonly list: readonly ResourceInstance[];
}

function resourceInstances(module: Module, declaration: ResourceDeclaration, world: World): ResourceInstances {
  const { by, list, diagnostics } = instancesOf(declaration.block, module.scope);
  world.diagnostics.push(...diagnostics);
  const allowed = list.slice(0, Math.max(0, world.left.resources));
  if (allowed.length < list.length && world.left.resources >= 0) {
    const message = `This module has more than ${limits.resources} resources; this one was not looked at.`;
    world.diagnostics.push({ code: 'limit-instances', message, at: declaration.block.header });
  }
  world.left.resources -= list.length;
  const kind = declaration.isData ? 'data.' : '';
  return {
    by,
    list: allowed.map((instance) => {
      const name = `${kind}${declaration.type}.${declaration.name}`;
      let body: MappingNode | undefined;
      return {
        address: `${module.prefix}${name}${instance.suffix}`,
        module,
        declaration,
        instance,
        get body() {
          if (body) return body;
          const { block } = declaration;
          const written = blockValue(withoutMeta(block.body), block.header, instance.scope, evaluateDocument);
          body = withBlockLists(declaration.type, written);
          return body;
        },
      };
    }),
  };
}

function openCall(module: Module, name: string, stack: readonly string[], world: World): ModuleInstances {
  const block = module.declarations.calls.get(name);
  if (!block) return { by: 'nothing', list: [], why: 'nothing declares it' };
  const trouble = (why: string): ModuleInstances => {
    if (mayHoldDatabases(block)) {
      world.unknown.push({ what: `${module.prefix}module.${name}`, why, origin: { range: block.header } });
    }
    return { by: 'nothing', list: [], why };
  };
  const source = moduleSourceOf(block, module.declarations.directory);
  if (source.kind === 'elsewhere') return trouble(source.why);
  const declarations = world.modules.get(source.directory);
  if (!declarations) return trouble('there is no configuration in the directory of its module');
  if (stack.includes(source.directory)) return trouble('its module calls itself');
  if (stack.length > limits.moduleDepth)
    return trouble(`there are more than ${limits.moduleDepth} modules inside each other`);
  const { by, list, diagnostics } = instancesOf(block, module.scope);
  world.diagnostics.push(...diagnostics);
  world.left.modules -= list.length;
  if (world.left.modules < 0) return trouble(`there are more than ${limits.modules} module instances`);
  const instances = list.map(({ suffix, key, scope, doubt }) => ({
    ...(key === undefined ? {} : { key }),
    ...(doubt === undefined ? {} : { doubt }),
    module: openModule(
      declarations,
      {
        prefix: `${module.prefix}module.${name}${suffix}.`,
        stack: [...stack, source.directory],
        given: argumentsOf(block, scope),
        calledBy: { module, block },
      },
      world,
    ),
  }));
  return { by, list: instances };
}

/** Nobody wants to hear that a network or a virtual machine comes from a registry. */
function mayHoldDatabases({ range: { file, start, end } }: Block): boolean {
  return /cnpg|postgres|database|backup|kube|k8s|helm/i.test(file.text.slice(start, end));
}

function argumentsOf({ body }: Block, scope: Scope): (name: string) => Node | undefined {
  const expressions = new Map<string, Expression>();
  for (const [name, { value }] of body.attributes) expressions.set(name, value);
  return lazyValues(expressions, (expression) => evaluate(expression, scope));
}

function outputValue(block: Block | undefined, scope: Scope, world: World): Node | undefined {
  const value = block?.body.attributes.get('value')?.value;
  if (!block || !value) return undefined;
  const sensitive = block.body.attributes.get('sensitive')?.value;
  const node = evaluate(value, scope);
  const flag = sensitive && evaluate(sensitive, world.nameless);
  return flag?.kind === 'scalar' && flag.value === true ? secret({ range: block.header }) : node;
}

function selfReference(block: Block | undefined): Node | undefined {
  return block && unknown('it refers to itself', { range: block.header });
}

function found(node: Node | undefined, used: number): Resolved | undefined {
  return node && { node, used };
}
