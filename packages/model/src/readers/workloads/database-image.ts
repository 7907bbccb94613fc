import type { Engine } from '../../workload-database.ts';

const servers: readonly (readonly [Engine, RegExp])[] = [
  ['postgresql', /^(?:postgres(?:ql)?|postgis|pgvector|timescaledb(?:-ha)?|pgvecto-rs|vchord-postgres|pgautoupgrade)$/],
  ['mysql', /^(?:mysql(?:-server)?|mariadb|percona(?:-server|-xtradb-cluster)?)$/],
  ['mongodb', /^(?:mongo|mongodb|mongodb-(?:community|enterprise)-server|percona-server-mongodb)$/],
  ['redis', /^(?:redis|redis-stack(?:-server)?|valkey|keydb|dragonfly)$/],
];

/** Programs that start a server, where a container's command is written out. */
const starts: Readonly<Record<Engine, RegExp>> = {
  postgresql: /(?:^|\/)(?:postgres|pg_ctl|docker-entrypoint\.sh|docker-ensure-initdb\.sh|run\.sh)$/,
  mysql: /(?:^|\/)(?:mysqld|mariadbd|mysqld_safe|docker-entrypoint\.sh|run\.sh)$/,
  mongodb: /(?:^|\/)(?:mongod|docker-entrypoint\.sh|run\.sh)$/,
  redis: /(?:^|\/)(?:redis-server|valkey-server|keydb-server|dragonfly|docker-entrypoint\.sh)$/,
};

const homes: Readonly<Record<Engine, readonly string[]>> = {
  postgresql: ['/var/lib/postgresql', '/bitnami/postgresql'],
  mysql: ['/var/lib/mysql', '/bitnami/mysql', '/bitnami/mariadb'],
  mongodb: ['/data/db', '/bitnami/mongodb'],
  redis: ['/data', '/bitnami/redis', '/bitnami/valkey'],
};

/** The server that an image holds by its name alone; undefined for clients, exporters, and what merely uses a database. */
export function engineOfImage(image: string): Engine | undefined {
  const base = (image.split('@')[0] ?? '').split('/').at(-1)?.split(':')[0]?.toLowerCase() ?? '';
  return servers.find(([, pattern]) => pattern.test(base))?.[0];
}

/** Whether the words of a container's command start the server, rather than use its image as a client. */
export function startsServer(engine: Engine, words: readonly string[]): boolean {
  return words.length === 0 || (words[0] ?? '').startsWith('-') || words.some((word) => starts[engine].test(word));
}

/** Whether a volume mounted at a path holds the server's data. */
export function holdsData(engine: Engine, mountPath: string, configured: string | undefined): boolean {
  const path = mountPath.replace(/\/+$/, '');
  const inside = (outer: string, inner: string) => inner === outer || inner.startsWith(`${outer}/`);
  if (configured !== undefined && inside(path, configured)) return true;
  if (engine === 'postgresql' && /\/pgdata(?:\/|$)/.test(path)) return true;
  return homes[engine].some(
    (home) => inside(path, home) || (inside(home, path) && !/\/(?:conf|log|tmp|tls)/.test(path)),
  );
}
