import { dailyJob, images, unprivileged } from '../job.ts';
import type { ScaffoldWishes } from '../scaffold-wishes.ts';
import type { Data, Scaffold } from '../scaffolded-object.ts';
import { shellWord } from '../shell-word.ts';
import { later } from '../slots.ts';
import { barmanCredentials, storeOf } from '../store.ts';
import { type Subject, writtenAt } from '../subject.ts';
import { serverNameOf } from './object-store.ts';
import { objectStoreNameOf, storageOf } from './standby.ts';
import { timeAfterBackup } from './verify-job.ts';

/** A CronJob that restores the cluster beside itself, asks the copy for data, and throws it away. */
export function restoreDrill(subject: Subject, wishes: ScaffoldWishes): Scaffold {
  const source = sourceOf(subject, wishes);
  if ('message' in source) return { kind: 'problem', message: source.message };
  const { namespace, name } = subject;
  const drill = `${name}-restore-drill`;
  const metadata = { name: drill, namespace };
  return {
    kind: 'objects',
    objects: [
      {
        comment: ['May make and delete the cluster of the drill, and ask in its pods; nothing else.'],
        manifest: { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
      },
      {
        comment: ['A name can restrict deletion but not creation, so creation is allowed for the whole namespace.'],
        manifest: { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata, rules: permissions(drill) },
      },
      {
        comment: [],
        manifest: {
          apiVersion: 'rbac.authorization.k8s.io/v1',
          kind: 'RoleBinding',
          metadata,
          roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: drill },
          subjects: [{ kind: 'ServiceAccount', name: drill, namespace }],
        },
      },
      {
        comment: [
          'Restores from the archive, an hour after the backups are verified. Ask for your own data in place of pg_class:',
          'a restore that comes up empty should fail here.',
        ],
        manifest: {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          metadata,
          spec: dailyJob(later(timeAfterBackup(subject, wishes), 60), 2 * 3600, {
            serviceAccountName: drill,
            containers: [
              {
                name: 'restore-drill',
                image: images.kubectl,
                command: ['/bin/bash', '-euo', 'pipefail', '-c'],
                args: [script(subject, drill, source.fields)],
                securityContext: unprivileged,
              },
            ],
          }),
        },
      },
    ],
  };
}

type Source = { readonly [field: string]: Data | undefined };

/** How the drill reads the archive: as the cluster writes it, so that nothing else has to be there. */
function sourceOf(
  subject: Subject,
  wishes: ScaffoldWishes,
): { readonly fields: Source } | { readonly message: string } {
  const serverName = serverNameOf(subject);
  const barmanObjectName = objectStoreNameOf(subject);
  if (barmanObjectName !== undefined) {
    const parameters = { barmanObjectName, serverName };
    return { fields: { plugin: { name: 'barman-cloud.cloudnative-pg.io', parameters } } };
  }
  const store = storeOf(subject, wishes);
  if ('message' in store) return store;
  const { url, endpoint } = store;
  const place = { destinationPath: `${url}/`, endpointURL: endpoint, serverName };
  return { fields: { barmanObjectStore: { ...place, ...barmanCredentials(store) } } };
}

function permissions(drill: string): Data {
  const clusters = { apiGroups: ['postgresql.cnpg.io'], resources: ['clusters'] };
  return [
    { ...clusters, verbs: ['create'] },
    { ...clusters, resourceNames: [drill], verbs: ['get', 'delete'] },
    { ...clusters, verbs: ['list', 'watch'] },
    { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    { apiGroups: [''], resources: ['pods/exec'], verbs: ['create'] },
  ];
}

function script(subject: Subject, drill: string, source: Source): string {
  const { namespace, name } = subject;
  const manifest = {
    apiVersion: 'postgresql.cnpg.io/v1',
    kind: 'Cluster',
    metadata: { name: drill, namespace },
    spec: {
      instances: 1,
      imageName: writtenAt(subject, 'spec', 'imageName'),
      storage: storageOf(subject),
      bootstrap: { recovery: { source: name } },
      externalClusters: [{ name, ...source }],
    },
  };
  const database = writtenAt(subject, 'spec', 'bootstrap', 'initdb', 'database') ?? 'app';
  return `drill=${shellWord(drill)}
finish() { kubectl --namespace ${shellWord(namespace)} delete clusters.postgresql.cnpg.io "$drill" --ignore-not-found --wait; }
finish
trap finish EXIT
kubectl create --filename - <<'MANIFEST'
${JSON.stringify(manifest, null, 2)}
MANIFEST
kubectl --namespace ${shellWord(namespace)} wait clusters.postgresql.cnpg.io "$drill" --for condition=Ready --timeout 90m
rows=$(kubectl --namespace ${shellWord(namespace)} exec "$drill-1" --container postgres -- \\
  psql --dbname ${shellWord(database)} --tuples-only --no-align --command 'select count(*) from pg_class')
test "$rows" -gt 0
echo "restored, and it answers"
`;
}
