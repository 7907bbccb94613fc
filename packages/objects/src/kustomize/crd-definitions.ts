import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';

/**
 * What OpenAPI definitions under `crds` say of the fields of custom resources, in the form of `configurations` files:
 * which hold names, labels or annotations (kustomize: api/internal/accumulator/loadconfigfromcrds.go).
 */
export function specsOfDefinitions(document: Node): readonly Node[] {
  if (document.kind !== 'mapping') return [];
  return [...document.entries].flatMap(([name, { value }]) => {
    const schema = mappingAt(value, 'Schema');
    const has = (property: string) => schema !== undefined && nodeAt(schema, ['properties', property]) !== undefined;
    const kind = String(name).split('.').at(-1) ?? '';
    const isObject = has('kind') && has('apiVersion') && has('metadata');
    return schema && isObject ? specsIn(schema, { kind, path: [], document, seen: new Set() }) : [];
  });
}

interface Walk {
  readonly kind: string;
  readonly path: readonly string[];
  readonly document: MappingNode;
  readonly seen: ReadonlySet<Node>;
}

function specsIn(schema: MappingNode, { kind, path, document, seen }: Walk): readonly Node[] {
  if (seen.has(schema)) return [];
  return [...(mappingAt(schema, 'properties')?.entries ?? [])].flatMap(([key, { value }]) => {
    const here = [...path, String(key)];
    const own = specsOf(value, kind, here);
    const next = known(stringAt(value, '$ref'));
    const followed = next === undefined ? undefined : mappingAt(document, next, 'Schema');
    const walk = { kind, path: here, document, seen: new Set([...seen, schema]) };
    return followed ? [...own, ...specsIn(followed, walk)] : own;
  });
}

function specsOf(property: Node, kind: string, path: readonly string[]): readonly Node[] {
  const has = (extension: string) => nodeAt(property, [extension]) !== undefined;
  const { origin } = property;
  const spec = (to: readonly string[]) =>
    mapping({ kind: text(kind, origin), path: text(to.join('/'), origin) }, origin);
  const target = known(stringAt(property, 'x-kubernetes-object-ref-kind'));
  const nameKey = known(stringAt(property, 'x-kubernetes-object-ref-name-key')) ?? 'name';
  return [
    ...(has('x-kubernetes-annotation') ? [mapping({ commonAnnotations: list([spec(path)], origin) }, origin)] : []),
    ...(has('x-kubernetes-label-selector') ? [mapping({ commonLabels: list([spec(path)], origin) }, origin)] : []),
    ...(has('x-kubernetes-identity') ? [mapping({ namePrefix: list([spec(path)], origin) }, origin)] : []),
    ...(target !== undefined && has('x-kubernetes-object-ref-api-version')
      ? [
          mapping(
            {
              nameReference: list(
                [mapping({ kind: text(target, origin), fieldSpecs: list([spec([...path, nameKey])], origin) }, origin)],
                origin,
              ),
            },
            origin,
          ),
        ]
      : []),
  ];
}

function text(value: string, origin: Origin): Node {
  return { kind: 'scalar', value, origin };
}

function list(items: readonly Node[], origin: Origin): Node {
  return { kind: 'sequence', items, origin };
}

function mapping(fields: Readonly<Record<string, Node>>, origin: Origin): MappingNode {
  const entries = Object.entries(fields).map(([key, value]) => [key, { key: origin, value }] as const);
  return { kind: 'mapping', entries: new Map(entries), origin };
}
