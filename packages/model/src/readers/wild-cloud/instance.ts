import type { InstanceFile } from '@backlint/objects/wild-cloud/wild-cloud-files';
import type { MappingNode } from '@backlint/source/node';
import { booleanAt, isWritten, mappingAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, orDefault } from '@backlint/source/value';
import { isConfidentialName } from '../../confidential-name.ts';
import { type Locality, localityOf } from '../../locality.ts';
import type { PlaceFact } from '../../place-facts.ts';
import type { InstanceDestination, UnreadKey, WildCloudInstance } from '../../wild-cloud.ts';

/** The keys that Wild Cloud reads, by the path of what they are in. */
const keysRead: Readonly<Record<string, readonly string[]>> = {
  backup: ['destination', 'retention', 'schedules', 'verification'],
  'backup.destination': ['type', 's3', 'azure', 'nfs', 'local'],
  'backup.destination.s3': ['bucket', 'region', 'endpoint'],
  'backup.destination.azure': ['container', 'storageAccount'],
  'backup.destination.nfs': ['server', 'path', 'mountPoint', 'mountOptions'],
  'backup.destination.local': ['path'],
  'backup.retention': ['daily', 'weekly', 'monthly', 'yearly'],
  'backup.verification': ['enabled', 'schedule', 'randomSample'],
};

/** Reads what the `config.yaml` of an instance says of backups, and what Wild Cloud does where it says nothing. */
export function readInstance({ root, directory }: InstanceFile, facts?: readonly PlaceFact[]): WildCloudInstance {
  const name = directory.slice(directory.lastIndexOf('/') + 1);
  return {
    address: `wild-cloud/Instance/${directory}`,
    title: `instance ${name}`,
    origin: originAt(root, ['backup']),
    destination: readDestination(root, facts),
    promises: [
      ...(isWritten(root, 'backup', 'schedules') ? [promise(root, 'schedules')] : []),
      ...(isWritten(root, 'backup', 'retention') ? [promise(root, 'retention')] : []),
      ...(known(booleanAt(root, 'backup', 'verification', 'enabled')) === true ? [promise(root, 'verification')] : []),
    ],
    unread: Object.keys(keysRead).flatMap((path) => unreadIn(root, path)),
  };
}

function promise<Name extends 'schedules' | 'retention' | 'verification'>(root: MappingNode, name: Name) {
  return { name, origin: originAt(root, ['backup', name]) };
}

function readDestination(root: MappingNode, facts?: readonly PlaceFact[]): InstanceDestination {
  const at = ['backup', 'destination'] as const;
  const type = orDefault(stringAt(root, ...at, 'type'), 'local');
  const server = stringAt(root, ...at, 'nfs', 'server');
  const locality: Locality =
    known(type) === 'nfs'
      ? localityOf(server, { kind: 'absent', origin: server.origin }, facts)
      : { kind: 'unknown', why: 'no server is named' };
  const missing = ['server', 'path'].flatMap((name) => {
    const { kind, origin } = stringAt(root, ...at, 'nfs', name);
    return known(type) === 'nfs' && kind === 'absent' ? [{ name, origin }] : [];
  });
  return { type, server, missing, mountPoint: stringAt(root, ...at, 'nfs', 'mountPoint'), locality };
}

function unreadIn(root: MappingNode, within: string): readonly UnreadKey[] {
  const known = keysRead[within] ?? [];
  return [...(mappingAt(root, ...within.split('.'))?.entries ?? [])]
    .filter(([name]) => !known.includes(name))
    .map(([name, { key }]) => ({
      name,
      origin: key,
      known,
      within,
      isCredential: isConfidentialName(name) || /accessKey/i.test(name),
    }));
}
