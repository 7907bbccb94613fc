import { known } from '@backlint/source/value';
import type { ScaffoldWishes } from '../scaffold-wishes.ts';
import type { Data, Scaffold } from '../scaffolded-object.ts';
import { type Subject, writtenAt } from '../subject.ts';
import { objectStore, serverNameOf } from './object-store.ts';

/** A second Cluster that follows the first from its archive, and archives beside it under a name of its own. */
export function standby(subject: Subject, wishes: ScaffoldWishes): Scaffold {
  const { namespace, name } = subject;
  const declared = objectStoreNameOf(subject);
  const store = declared === undefined ? objectStore(subject, wishes) : { kind: 'objects' as const, objects: [] };
  if (store.kind === 'problem') return store;
  const plugin = 'barman-cloud.cloudnative-pg.io';
  const barmanObjectName = declared ?? `${name}-store`;
  const source = { barmanObjectName, serverName: serverNameOf(subject) };
  const own = { barmanObjectName, serverName: `${name}-standby` };
  return {
    kind: 'objects',
    objects: [
      ...store.objects.map(({ manifest }) => ({
        comment: ['The archive of the source, for the plugin that reads it.'],
        manifest,
      })),
      {
        comment: [
          `Follows ${namespace}/${name} from its archive. In another cluster it also survives the loss of this one.`,
          'It archives under a serverName of its own, so that nothing is lost once it is promoted; add a ScheduledBackup then.',
        ],
        manifest: {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'Cluster',
          metadata: { name: `${name}-standby`, namespace },
          spec: {
            instances: 1,
            imageName: writtenAt(subject, 'spec', 'imageName'),
            storage: storageOf(subject),
            bootstrap: { recovery: { source: name } },
            replica: { enabled: true, source: name },
            externalClusters: [{ name, plugin: { name: plugin, parameters: source } }],
            plugins: [{ name: plugin, isWALArchiver: true, parameters: own }],
          },
        },
      },
    ],
  };
}

/** The ObjectStore that the cluster writes to; undefined where its store is written inside of it. */
export function objectStoreNameOf({ archive, database }: Subject): string | undefined {
  if (archive?.archiver !== 'plugin') return undefined;
  return database.plugins.flatMap(({ objectStore: store }) => known(store) ?? [])[0];
}

/** As large as the source: a restore into less room fails on the day the data has grown. */
export function storageOf(subject: Subject): Data {
  return {
    size: writtenAt(subject, 'spec', 'storage', 'size') ?? '10Gi',
    storageClass: writtenAt(subject, 'spec', 'storage', 'storageClass'),
  };
}
