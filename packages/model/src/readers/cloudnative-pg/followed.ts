import { known } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import { mayShareNamespace } from '../../link.ts';
import type { FollowedDatabase, RestorePath } from '../../restore-path.ts';

/** The databases of one environment by their names. */
export type DatabasesByName = ReadonlyMap<string, readonly Database[]>;

const copySuffix =
  /-(?:restore-test|restored?|recovery|recovered|pitr|drill|verify|disaster-recovery|dr|standby|replica)$/;

/** Sorts the databases of one environment by name; those without a known one are left out. */
export function databasesByName(databases: readonly Database[]): DatabasesByName {
  const named = new Map<string, Database[]>();
  for (const database of databases) {
    const name = known(database.name);
    if (name === undefined) continue;
    const others = named.get(name);
    if (others) others.push(database);
    else named.set(name, [database]);
  }
  return named;
}

/**
 * The databases that a restore path follows by name: whom its source, its server name, the last folder of its path or the
 * name of the copy itself (`orders-drill`) are called after. An archive in the same place is no part of this.
 */
export function readFollowed(
  { source, serverName, destination }: Pick<RestorePath, 'source' | 'serverName' | 'destination'>,
  copy: Database,
  named: DatabasesByName,
): readonly FollowedDatabase[] {
  const path = destination.kind === 'resolved' ? known(destination.to.path) : undefined;
  const ownName = known(copy.name);
  const names: readonly (readonly [string | undefined, string])[] = [
    [known(source), 'its source is called after it'],
    [serverName.kind === 'written' ? serverName.value : undefined, 'its serverName is the name of it'],
    [ownName?.replace(copySuffix, ''), 'it is called after it'],
    [lastFolder(path), 'the path it reads ends in its name'],
  ];
  const followed = new Map<Database, string>();
  for (const [name, why] of names) {
    const database = name === undefined ? undefined : onlyCalled(name, copy, named);
    if (database && !followed.has(database)) followed.set(database, why);
  }
  return Array.from(followed, ([database, why]) => ({ database, why }));
}

/** Its own name in another namespace means another database for a copy only: a database of its own may be there twice. */
function onlyCalled(name: string, copy: Database, named: DatabasesByName): Database | undefined {
  const isCopy = copy.role.kind === 'standby' || copy.role.kind === 'drill';
  if (name === known(copy.name) && !isCopy) return undefined;
  const called = (named.get(name) ?? []).filter((database) => database !== copy);
  const near = called.filter(({ namespace }) => mayShareNamespace(namespace, copy.namespace));
  const [first, second] = near.length > 0 ? near : called;
  return second ? undefined : first;
}

/** The last folder below the bucket, which many databases share. */
function lastFolder(path: string | undefined): string | undefined {
  const folders = (path ?? '').replace(/^[a-z0-9]+:\/\/[^/]*/, '').split('/');
  return folders.findLast((folder) => folder !== '');
}
