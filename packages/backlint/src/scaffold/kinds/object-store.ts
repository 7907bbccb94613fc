import type { ScaffoldWishes } from '../scaffold-wishes.ts';
import type { Scaffold } from '../scaffolded-object.ts';
import { barmanCredentials, storeOf } from '../store.ts';
import type { Subject } from '../subject.ts';

/** An ObjectStore of the barman-cloud plugin, with the settings that an in-tree store has if there is one. */
export function objectStore(subject: Subject, wishes: ScaffoldWishes): Scaffold {
  const store = storeOf(subject, wishes);
  if ('message' in store) return { kind: 'problem', message: store.message };
  const { namespace, name } = subject;
  const isReused = wishes.destination === undefined;
  return {
    kind: 'objects',
    objects: [
      {
        comment: [
          `Cluster ${namespace}/${name} uses it from the day it says so, in place of spec.backup.barmanObjectStore:`,
          '  plugins:',
          '    - name: barman-cloud.cloudnative-pg.io',
          '      isWALArchiver: true',
          `      parameters: { barmanObjectName: ${name}-store${isReused ? `, serverName: ${serverNameOf(subject)}` : ''} }`,
        ],
        manifest: {
          apiVersion: 'barmancloud.cnpg.io/v1',
          kind: 'ObjectStore',
          metadata: { name: `${name}-store`, namespace },
          spec: {
            retentionPolicy: '30d',
            configuration: {
              destinationPath: `${store.url}/`,
              endpointURL: store.endpoint,
              ...barmanCredentials(store),
              wal: { compression: 'gzip' },
              data: { compression: 'gzip' },
            },
          },
        },
      },
    ],
  };
}

/** The folder of the archive; a new archive beside the old one would leave the old backups unreachable. */
export function serverNameOf({ archive, name }: Subject): string {
  const serverName = archive?.serverName;
  return serverName?.kind === 'written' || serverName?.kind === 'defaulted' ? serverName.value : name;
}
