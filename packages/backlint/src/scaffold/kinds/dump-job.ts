import { dailyJob, images, unprivileged } from '../job.ts';
import type { ScaffoldWishes } from '../scaffold-wishes.ts';
import type { Data, Scaffold } from '../scaffolded-object.ts';
import { shellWord } from '../shell-word.ts';
import { freeTime } from '../slots.ts';
import { rcloneEnvironment, storeOf } from '../store.ts';
import { type Subject, writtenAt } from '../subject.ts';

/** A CronJob that dumps the database with pg_dump and only then uploads it, so that a dump cut short is never kept. */
export function dumpJob(subject: Subject, wishes: ScaffoldWishes): Scaffold {
  if (wishes.destination === undefined) {
    return {
      kind: 'problem',
      message:
        'a dump is worth most away from the other backups: say --destination s3://BUCKET/PATH, and --secret for its credentials.',
    };
  }
  const store = storeOf(subject, wishes);
  if ('message' in store) return { kind: 'problem', message: store.message };
  const { namespace, name, model } = subject;
  const database = writtenAt(subject, 'spec', 'bootstrap', 'initdb', 'database') ?? 'app';
  const image = writtenAt(subject, 'spec', 'imageName') ?? 'ghcr.io/cloudnative-pg/postgresql:17';
  const volumeMounts = [{ name: 'dump', mountPath: '/dump' }];
  return {
    kind: 'objects',
    objects: [
      {
        comment: [
          `One database, ${database}, and the roles without their passwords. What it loses is what came after the last dump.`,
          'Old dumps are not deleted here: let the bucket expire them, so that this key need not be able to delete.',
        ],
        manifest: {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          metadata: { name: `${name}-dump`, namespace },
          spec: dailyJob(freeTime(model, wishes.now), 2 * 3600, {
            automountServiceAccountToken: false,
            securityContext: { fsGroup: 26 },
            initContainers: [
              {
                name: 'dump',
                image,
                command: ['/bin/bash', '-euo', 'pipefail', '-c'],
                args: [dumpScript(database)],
                env: connectionTo(name),
                securityContext: postgresUser,
                volumeMounts,
              },
            ],
            containers: [
              {
                name: 'upload',
                image: images.rclone,
                args: ['move', '/dump', `store:${store.path}/${name}`, '--immutable'],
                env: [...rcloneEnvironment(store), { name: 'RCLONE_CONFIG', value: '/dev/null' }],
                securityContext: postgresUser,
                volumeMounts,
              },
            ],
            volumes: [{ name: 'dump', emptyDir: {} }],
          }),
        },
      },
    ],
  };
}

function dumpScript(database: string): string {
  return `stamp=$(date -u +%Y-%m-%dT%H-%M-%SZ)
pg_dump --format custom --file "/dump/$stamp.dump" --dbname ${shellWord(database)}
pg_restore --list "/dump/$stamp.dump" > /dev/null
pg_dumpall --globals-only --no-role-passwords --file "/dump/$stamp.globals.sql"
`;
}

/** CloudNativePG keeps the application's user and password in a Secret of this name. */
function connectionTo(name: string): readonly Data[] {
  const key = (variable: string, field: string) => ({
    name: variable,
    valueFrom: { secretKeyRef: { name: `${name}-app`, key: field } },
  });
  return [{ name: 'PGHOST', value: `${name}-r` }, key('PGUSER', 'username'), key('PGPASSWORD', 'password')];
}

/** The user of the PostgreSQL images of CloudNativePG, so that both containers may touch the dump. */
const postgresUser: Data = { ...Object(unprivileged), runAsUser: 26 };
