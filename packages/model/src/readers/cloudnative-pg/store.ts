import type { Node } from '@backlint/source/node';
import { stringAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import type { Destination } from '../../destination.ts';
import { localityOf } from '../../locality.ts';
import type { Part } from '../../part.ts';
import { readCredentials } from './credentials.ts';

/** A barman object store configuration, wherever it is written: in a Cluster, in an external cluster, in an ObjectStore. */
export function readStore(
  part: Part,
  declaredIn: Destination['declaredIn'],
  configuration: Node,
  retention: Value<string>,
): Destination {
  const endpoint = stringAt(configuration, 'endpointURL');
  const path = stringAt(configuration, 'destinationPath');
  return {
    ...part,
    declaredIn,
    endpoint,
    path,
    locality: localityOf(endpoint, path),
    retention,
    credentials: readCredentials(configuration),
  };
}
