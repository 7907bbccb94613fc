import { type Node, nodeAt } from '@backlint/source/node';
import { isWritten, itemsAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
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

/** What belongs to a store and stands around its configuration. */
export interface AroundStore {
  readonly retention: Value<string>;
  /** What has the `env` of the containers that reach the store. */
  readonly container: Node;
  readonly facts: readonly PlaceFact[];
}

/** A barman object store configuration, wherever it is written: in a Cluster, in an external cluster, in an ObjectStore. */
export function readStore(
  part: Part,
  declaredIn: Destination['declaredIn'],
  configuration: Node,
  { retention, container, facts }: AroundStore,
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
    regionFrom: readRegionFrom(configuration, container),
    wal: readPacking(configuration, 'wal'),
    data: readPacking(configuration, 'data'),
  };
}

function readRegionFrom(configuration: Node, container: Node): Value<string> {
  const setting = ['s3Credentials', 'region'] as const;
  const origin = originAt(configuration, setting);
  if (isWritten(configuration, ...setting)) return { kind: 'written', value: setting.join('.'), origin };
  const names = itemsAt(container, 'env').map((variable) => stringAt(variable, 'name'));
  const told = names.find((name) => /^AWS_(?:(?:DEFAULT_)?REGION|CONFIG_FILE)$/.test(known(name) ?? ''));
  if (told) return told;
  const isOpen = isWritten(container, 'envFrom') || nodeAt(container, ['env'])?.kind === 'unknown';
  if (isOpen || names.some(({ kind }) => kind === 'unknown')) {
    return { kind: 'unknown', why: 'its variables come from elsewhere', origin };
  }
  return { kind: 'absent', origin };
}

function readPacking(configuration: Node, of: 'wal' | 'data'): Packing {
  return {
    compression: stringAt(configuration, of, 'compression'),
    encryption: stringAt(configuration, of, 'encryption'),
  };
}
