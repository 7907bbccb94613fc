import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import { walArchivesOf } from '@backlint/model/questions';

/** A destination with the databases that certainly write to it, other than standbys and drills. */
export interface DestinationInUse {
  readonly destination: Destination;
  readonly databases: readonly Database[];
}

/** The destinations that databases write to, each once, however many share it. */
export function destinationsInUse(model: BackupModel): readonly DestinationInUse[] {
  const users = new Map<Destination, Database[]>();
  for (const database of model.databases) {
    if (database.role.kind === 'standby' || database.role.kind === 'drill') continue;
    for (const { destination } of walArchivesOf(model, database).certain) {
      if (destination.kind !== 'resolved') continue;
      users.set(destination.to, [...(users.get(destination.to) ?? []), database]);
    }
  }
  return Array.from(users, ([destination, databases]) => ({ destination, databases }));
}

/** `Cluster shop/orders`, `Cluster shop/orders and Cluster shop/users`, `Cluster shop/orders and 2 others`. */
export function listTitles(parts: readonly { readonly title: string }[]): string {
  const [first, second, ...others] = parts.map(({ title }) => title);
  if (second === undefined) return first ?? '';
  return others.length === 0 ? `${first} and ${second}` : `${first} and ${others.length + 1} others`;
}
