import type { Slot } from '@backlint/cron/free-slot';
import { archivedSchedulesOf } from '@backlint/model/questions';
import { hoursAllowed } from '../backup-age.ts';
import { dailyJob, images, unprivileged } from '../job.ts';
import type { ScaffoldWishes } from '../scaffold-wishes.ts';
import type { Scaffold } from '../scaffolded-object.ts';
import { shellWord } from '../shell-word.ts';
import { freeTime, later, timeOfDay } from '../slots.ts';
import { rcloneEnvironment, storeOf } from '../store.ts';
import type { Subject } from '../subject.ts';
import { serverNameOf } from './object-store.ts';

/** A CronJob that fails unless there are a recent base backup and recent WAL, each looked for by itself. */
export function verifyJob(subject: Subject, wishes: ScaffoldWishes): Scaffold {
  const store = storeOf(subject, wishes);
  if ('message' in store) return { kind: 'problem', message: store.message };
  const { namespace, name } = subject;
  const folder = `store:${store.path}/${serverNameOf(subject)}`;
  return {
    kind: 'objects',
    objects: [
      {
        comment: [
          'Looks an hour after the backup has begun. Its Job fails when something is missing: let an alert watch it.',
          ...(store.selectors.length > 0
            ? ['The Secret only needs to read and list: give it a key that cannot write.']
            : []),
        ],
        manifest: {
          apiVersion: 'batch/v1',
          kind: 'CronJob',
          metadata: { name: `${name}-backup-verify`, namespace },
          spec: dailyJob(timeAfterBackup(subject, wishes), 900, {
            automountServiceAccountToken: false,
            containers: [
              {
                name: 'verify',
                image: images.rclone,
                command: ['/bin/sh', '-euc'],
                args: [script(folder, hoursAllowed(subject, wishes))],
                env: [...rcloneEnvironment(store), { name: 'RCLONE_CONFIG', value: '/dev/null' }],
                securityContext: unprivileged,
              },
            ],
          }),
        },
      },
    ],
  };
}

/** Base backups and WAL lie in folders of their own; the newest file of both together would say nothing. */
function script(folder: string, hours: number): string {
  return `recent() { rclone lsf --recursive --files-only --max-age "$2" "$1"; }
test -n "$(recent ${shellWord(`${folder}/base/`)} ${hours}h)" || { echo "no base backup in the last ${hours} hours" >&2; exit 1; }
test -n "$(recent ${shellWord(`${folder}/wals/`)} 1h)" || { echo "no WAL in the last hour" >&2; exit 1; }
echo "a recent base backup and recent WAL are there"
`;
}

/** An hour after the time of day of the backup; without one, at a free time. */
export function timeAfterBackup({ database, model }: Subject, { now }: ScaffoldWishes): Slot {
  const backup = archivedSchedulesOf(model, database).flatMap(({ schedule }) => timeOfDay(schedule) ?? [])[0];
  return backup ? later(backup, 60) : later(freeTime(model, now), 60);
}
