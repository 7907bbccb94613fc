import type { Node } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import type { Destination, ObjectStore, Packing } from '../../destination.ts';
import type { Candidates } from '../../link.ts';
import { localityOf } from '../../locality.ts';
import type { Part } from '../../part.ts';
import type { PlaceFact } from '../../place-facts.ts';
import { readCredentials } from './credentials.ts';

/** The ObjectStores that a Cluster may name, and what is known of where stores stand. */
export interface Stores extends Candidates<ObjectStore> {
  readonly facts: readonly PlaceFact[];
}

/** A barman object store configuration, wherever it is written: in a Cluster, in an external cluster, in an ObjectStore. */
export function readStore(
  part: Part,
  declaredIn: Destination['declaredIn'],
  configuration: Node,
  retention: Value<string>,
  facts: readonly PlaceFact[],
): Destination {
  const endpoint = stringAt(configuration, 'endpointURL');
  const path = stringAt(configuration, 'destinationPath');
  return {
    ...part,
    declaredIn,
    endpoint,
    path,
    locality: localityOf(endpoint, path, facts),
    retention,
    credentials: readCredentials(configuration),
    wal: readPacking(configuration, 'wal'),
    data: readPacking(configuration, 'data'),
  };
}

function readPacking(configuration: Node, of: 'wal' | 'data'): Packing {
  return {
    compression: stringAt(configuration, of, 'compression'),
    encryption: stringAt(configuration, of, 'encryption'),
  };
}
