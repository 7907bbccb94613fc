/** A description of an API: Swagger 2 or OpenAPI 3. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
}

type Json = Readonly<Record<string, unknown>>;

interface DescribedOperation {
  readonly parameters?: readonly Json[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Json>>;
}

/** What a server would check of a call, and what it would answer. Schemas are JSON Schemas that allow nothing unknown. */
export interface Operation {
  readonly method: string;
  /** With the names of its parameters in braces; those in `numbers` are digits. */
  readonly path: string;
  readonly numbers: readonly string[];
  readonly query: Readonly<Record<string, object>>;
  readonly body?: object;
  /** Of the successful answer; absent where it is no JSON. */
  readonly answer?: object;
}

/** Keeps of a described call what can be checked, without its prose; shapes that it refers to are added to `shapes`. */
export function distilOperation(
  description: Description,
  method: string,
  path: string,
  { parameters = [], requestBody, responses }: DescribedOperation,
  shapes: Map<string, object>,
): Operation {
  const distil = distiller(description, shapes);
  const all = parameters.map((one) => resolved(description, one));
  const query = all.filter((one) => one.in === 'query');
  const numbers = all
    .filter((one) => one.in === 'path' && schemaOf(one).type === 'integer')
    .map((one) => `${one.name}`);
  const body = bodySchema(description, all, requestBody);
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const answer = success && answerSchema(description, success);
  return {
    method,
    path,
    numbers,
    query: Object.fromEntries(query.map((one) => [`${one.name}`, distil(schemaOf(one), 'request')])),
    ...(body ? { body: distil(body, 'request') } : {}),
    ...(answer ? { answer: distil(answer, 'answer') } : {}),
  };
}

/** Swagger keeps the schema of a parameter in the parameter itself. */
function schemaOf(parameter: Json): Json {
  return isObject(parameter.schema) ? parameter.schema : parameter;
}

function bodySchema(description: Description, parameters: readonly Json[], requestBody: Json | undefined) {
  const inBody = parameters.find((one) => one.in === 'body');
  if (inBody && isObject(inBody.schema)) return inBody.schema;
  return requestBody && jsonContent(resolved(description, requestBody));
}

function answerSchema(description: Description, response: Json): Json | undefined {
  const full = resolved(description, response);
  return isObject(full.schema) ? full.schema : jsonContent(full);
}

function jsonContent({ content }: Json): Json | undefined {
  const json = isObject(content) ? content['application/json'] : undefined;
  return isObject(json) && isObject(json.schema) ? json.schema : undefined;
}

type Side = 'request' | 'answer';

function distiller(description: Description, shapes: Map<string, object>) {
  const distil = (schema: Json, side: Side, isOpen = false): object => {
    if (typeof schema.$ref === 'string') {
      const name = `${side}/${schema.$ref.split('/').at(-1)}`;
      if (!shapes.has(name)) {
        shapes.set(name, {});
        shapes.set(name, distil(resolved(description, schema), side));
      }
      return { $ref: `#/shapes/${name.replaceAll('/', '~1')}` };
    }
    const properties = isObject(schema.properties) ? schema.properties : undefined;
    const others = isObject(schema.additionalProperties) ? distil(schema.additionalProperties, side) : false;
    const choices = [schema.oneOf, schema.anyOf].find(Array.isArray);
    // Choices beside properties say more of the same object.
    const choice = choices ? { anyOf: choices.map((one) => distil(one, side, properties !== undefined)) } : {};
    if (choices && !properties) return choice;
    const parts = Array.isArray(schema.allOf) ? schema.allOf : [];
    if (parts.length === 1) return distil(parts[0], side);
    const known = side === 'request' ? overlay[`${schema['x-go-name'] ?? schema.title ?? ''}`] : undefined;
    return {
      ...kept(schema, side),
      ...(known && schema.type === 'string' ? { enum: known } : {}),
      ...(isObject(schema.items) ? { items: distil(schema.items, side) } : {}),
      ...(properties ? { properties: mapped(properties, (one) => distil(one, side)) } : {}),
      ...(properties && !isOpen ? { additionalProperties: others } : {}),
      ...(side === 'request' && Array.isArray(schema.required) ? { required: schema.required } : {}),
      ...choice,
    };
  };
  return distil;
}

/** Enumerations that the servers enforce, and some versions do not describe. */
const overlay: Readonly<Record<string, readonly string[] | undefined>> = {
  ReviewStateType: ['APPROVED', 'COMMENT', 'REQUEST_CHANGES'],
  CommitStatusState: ['pending', 'success', 'error', 'failure', 'warning'],
};

/** Limits of requests; of answers the types only, any of which may be null whatever the description says. */
function kept({ type, nullable, enum: values, ...schema }: Json, side: Side): Json {
  if (side === 'answer') return typeof type === 'string' ? { type: [type, 'null'] } : {};
  const limits = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern'];
  return {
    ...(typeof type === 'string' ? { type: nullable === true ? [type, 'null'] : type } : {}),
    ...(Array.isArray(values) ? { enum: values } : {}),
    ...Object.fromEntries(limits.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
  };
}

function mapped(record: Json, map: (value: Json) => object): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, isObject(value) ? map(value) : {}]));
}

function resolved(description: Description, value: Json): Json {
  if (typeof value.$ref !== 'string') return value;
  const target = value.$ref
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (isObject(node) ? node[key] : undefined), description);
  if (!isObject(target)) throw new Error(`${value.$ref} leads nowhere.`);
  const name = value.$ref.split('/').at(-1) ?? '';
  return resolved(description, { title: name, ...target });
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
