import { Ajv, type ValidateFunction } from 'ajv';

/** A call as a forge describes it; `packages/dev/src/distil-forge-apis.ts` makes these from its own description. */
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly numbers: readonly string[];
  readonly query: Readonly<Record<string, object>>;
  readonly body?: object;
  readonly answer?: object;
}

/** The calls of a forge that backlint makes. */
export interface Description {
  readonly operations: readonly Operation[];
  readonly shapes: Readonly<Record<string, object>>;
}

/** A described call that a request makes. */
export interface Match {
  /** Method and path with `{}` for its parameters, which is how servers know what to do. */
  readonly name: string;
  readonly params: readonly string[];
  /** What the description says against the request, in sentences. */
  readonly problems: readonly string[];
  /** What it says against an answer with this body. */
  answerProblems(body: unknown): readonly string[];
}

/** Compares requests and answers with a description. */
export interface Contract {
  /** Undefined where the forge describes no such call. */
  match(method: string, path: string, query: URLSearchParams, body: unknown): Match | undefined;
}

/** A contract made from a description. */
export function contractOf({ operations, shapes }: Description): Contract {
  const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: false });
  const compiled = operations.map((operation) => ({ operation, pattern: patternOf(operation) }));
  const validators = new Map<object, ValidateFunction>();
  const against = (schema: object, value: unknown, where: string): readonly string[] => {
    const validate = validators.get(schema) ?? ajv.compile({ ...schema, shapes });
    validators.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${where}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  };
  return {
    match(method, path, query, body) {
      for (const { operation, pattern } of compiled) {
        const found = operation.method === method ? pattern.exec(path) : null;
        if (!found) continue;
        const { answer } = operation;
        return {
          name: `${method} ${operation.path.replace(/\{[^}]*\}/g, '{}')}`,
          params: found.slice(1).map(decodeURIComponent),
          problems: [...queryProblems(operation, query, against), ...bodyProblems(operation, body, against)],
          answerProblems: (value) => (answer && value !== undefined ? against(answer, value, 'answer') : []),
        };
      }
      return undefined;
    },
  };
}

type Against = (schema: object, value: unknown, where: string) => readonly string[];

function queryProblems({ query }: Operation, given: URLSearchParams, against: Against): readonly string[] {
  return [...given].flatMap(([name, text]) => {
    const schema = query[name];
    if (!schema) return [`query ${name} is not described`];
    const type = 'type' in schema ? schema.type : undefined;
    const value = type === 'integer' ? Number(text) : type === 'boolean' ? JSON.parse(text) : text;
    return type === 'array' ? [] : against(schema, value, `query ${name}`);
  });
}

function bodyProblems({ body: schema }: Operation, body: unknown, against: Against): readonly string[] {
  if (body === undefined) return schema && 'required' in schema ? ['a body is required'] : [];
  return schema ? against(schema, body, 'body') : ['no body is described'];
}

function patternOf({ path, numbers }: Operation): RegExp {
  const source = path
    .replaceAll('.', '\\.')
    .replace(/\{([^}]*)\}/g, (_, name: string) => (numbers.includes(name) ? '(\\d+)' : '([^/]+)'));
  return new RegExp(`^${source}$`);
}
