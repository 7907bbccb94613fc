/** A CustomResourceDefinition of one operator version, as far as its schema is concerned. */
export interface Crd {
  readonly kind: string;
  readonly version: string;
  readonly schema: OpenApiSchema;
}

/** The part of OpenAPI v3 that CustomResourceDefinitions are written in. */
export interface OpenApiSchema {
  readonly type?: string;
  readonly required?: readonly string[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema | boolean;
  readonly [keyword: string]: unknown;
}

/** A JSON Schema that says what is allowed and nothing else: no prose, no defaults, every object closed. */
export interface CompactSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, CompactSchema>>;
  readonly items?: CompactSchema;
  readonly additionalProperties?: CompactSchema | false;
  readonly [keyword: string]: unknown;
}

/**
 * Subtrees that say nothing about backups and would triple the size: pod settings that Kubernetes itself defines, and
 * what only the API server writes. Anything is allowed in them.
 */
export const openSubtrees: Readonly<Record<string, readonly string[]>> = {
  Cluster: [
    'spec.affinity',
    'spec.env',
    'spec.envFrom',
    'spec.ephemeralVolumeSource',
    'spec.managed.services.additional.*.serviceTemplate',
    'spec.podSecurityContext',
    'spec.projectedVolumeTemplate',
    'spec.resources',
    'spec.securityContext',
    'spec.topologySpreadConstraints',
  ],
};

const kept = ['enum', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength'];
const structural = ['type', 'required', 'properties', 'items', 'additionalProperties', 'anyOf'];
const dropped = ['description', 'default', 'format'];

/** The closed, compact form of a CustomResourceDefinition's schema. Throws at a keyword it does not know. */
export function distilSchema({ kind, schema }: Crd): CompactSchema {
  const open = new Set(['metadata', 'status', ...(openSubtrees[kind] ?? [])]);
  return compact(schema, '');

  function compact(source: OpenApiSchema, path: string): CompactSchema {
    refuseUnknownKeywords(source, path);
    const { properties, items, additionalProperties } = source;
    const type = source['x-kubernetes-int-or-string'] === true ? ['integer', 'string'] : source.type;
    if (type === undefined) throw new Error(`${kind} ${path}: it has no type`);
    if (open.has(path)) return { type };

    const required = requiredOf(source);
    return {
      type,
      ...Object.fromEntries(kept.filter((keyword) => keyword in source).map((keyword) => [keyword, source[keyword]])),
      ...(required.length === 0 ? {} : { required }),
      ...(items === undefined ? {} : { items: compact(items, below(path, '*')) }),
      ...(properties === undefined
        ? {}
        : { properties: mapValues(properties, (field, name) => compact(field, below(path, name))) }),
      ...(typeof additionalProperties === 'object'
        ? { additionalProperties: compact(additionalProperties, below(path, '*')) }
        : type === 'object' && source['x-kubernetes-preserve-unknown-fields'] !== true
          ? { additionalProperties: false }
          : {}),
    };
  }

  function refuseUnknownKeywords(source: OpenApiSchema, path: string): void {
    for (const keyword of Object.keys(source)) {
      if ([...kept, ...structural, ...dropped].includes(keyword) || keyword.startsWith('x-kubernetes-')) continue;
      throw new Error(`${kind} ${path}: the keyword ${keyword} is not understood`);
    }
    if ('anyOf' in source && source['x-kubernetes-int-or-string'] !== true) {
      throw new Error(`${kind} ${path}: anyOf is understood for int-or-string only`);
    }
  }
}

/** The API server fills in defaults before it validates, so a field with a default is never missing. */
function requiredOf({ required = [], properties = {} }: OpenApiSchema): readonly string[] {
  return required.filter((name) => properties[name]?.default === undefined);
}

/**
 * Gives every shape that occurs more than once a name and refers to it, which shortens schemas and the code compiled
 * from them. The result maps names to schemas; the names given are among them.
 */
export function shareShapes(schemas: Readonly<Record<string, CompactSchema>>): Readonly<Record<string, CompactSchema>> {
  const seen = new Map<string, { name: string; count: number }>();
  const shared: Record<string, CompactSchema> = {};
  for (const schema of Object.values(schemas)) count(schema, '');
  const names = namesOfRepeated();
  return { ...mapValues(schemas, (schema) => mapChildren(schema, share)), ...shared };

  function count(schema: CompactSchema, name: string): void {
    const shape = JSON.stringify(schema);
    const known = seen.get(shape);
    if (known) known.count++;
    else {
      seen.set(shape, { name, count: 1 });
      mapChildren(schema, (child, childName) => {
        count(child, childName ?? name);
        return child;
      });
    }
  }

  function namesOfRepeated(): ReadonlyMap<string, string> {
    const result = new Map<string, string>();
    const taken = new Set(Object.keys(schemas));
    for (const [shape, { name, count }] of seen) {
      if (count === 1 || shape.length < shortestShared) continue;
      let unique = name;
      for (let number = 2; taken.has(unique); number++) unique = `${name}${number}`;
      taken.add(unique);
      result.set(shape, unique);
    }
    return result;
  }

  function share(schema: CompactSchema): CompactSchema {
    const name = names.get(JSON.stringify(schema));
    if (name === undefined) return mapChildren(schema, share);
    shared[name] ??= mapChildren(schema, share);
    return { $ref: `#/$defs/${name}` };
  }
}

const shortestShared = 100;

/** The same schema with its direct subschemas changed; the name is that of the field, where there is one. */
function mapChildren(
  schema: CompactSchema,
  change: (child: CompactSchema, name?: string) => CompactSchema,
): CompactSchema {
  const { properties, items, additionalProperties } = schema;
  return {
    ...schema,
    ...(properties ? { properties: mapValues(properties, change) } : {}),
    ...(items ? { items: change(items) } : {}),
    ...(additionalProperties ? { additionalProperties: change(additionalProperties) } : {}),
  };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>>,
  change: (value: T, name: string) => U,
): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

/** The path of a field, or of what is inside a list or map (`*`). */
export function below(path: string, step: string): string {
  return path === '' ? step : `${path}.${step}`;
}
