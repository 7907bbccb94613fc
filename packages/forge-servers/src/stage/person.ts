/** Somebody with a token on a Forgejo or Gitea; every call rejects unless it succeeds. */
export interface Person {
  readonly login: string;
  get<T>(path: string): Promise<T>;
  /** Undefined where there is no such thing. */
  find<T>(path: string): Promise<T | undefined>;
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T>;
}

/** Whoever has this token. */
export async function personOn(apiUrl: string, token: string): Promise<Person> {
  const request = async (method: string, path: string, body?: object) =>
    fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `token ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const send: Person['send'] = async (method, path, body) =>
    read(`${method} ${path}`, await request(method, path, body));
  const get: Person['get'] = async (path) => read(`GET ${path}`, await request('GET', path));
  const { login } = await get<{ login: string }>('/user');
  return {
    login,
    get,
    send,
    async find(path) {
      const response = await request('GET', path);
      return response.status === 404 ? undefined : read(`GET ${path}`, response);
    },
  };
}

async function read<T>(what: string, response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${what}: ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text === '' ? 'null' : text);
}
