import { known } from '@backlint/source/value';
import type { ScaffoldWishes } from '../scaffold-wishes.ts';
import type { Scaffold } from '../scaffolded-object.ts';
import { freeTime } from '../slots.ts';
import type { Subject } from '../subject.ts';

/** A daily ScheduledBackup at a time when nothing else runs, by the method that the cluster is set up for. */
export function scheduledBackup({ namespace, name, model, capability }: Subject, { now }: ScaffoldWishes): Scaffold {
  if (!capability) {
    return {
      kind: 'problem',
      message: `Cluster ${namespace}/${name} is not set up for backups: scaffold an object-store first, and name it in spec.plugins.`,
    };
  }
  const { hour, minute } = freeTime(model, now);
  const plugin = capability.plugin && known(capability.plugin);
  return {
    kind: 'objects',
    objects: [
      {
        comment: ['Six fields, seconds first. No other backup of this repository runs near this time.'],
        manifest: {
          apiVersion: 'postgresql.cnpg.io/v1',
          kind: 'ScheduledBackup',
          metadata: { name: `${name}-daily`, namespace },
          spec: {
            schedule: `0 ${minute} ${hour} * * *`,
            immediate: true,
            backupOwnerReference: 'self',
            cluster: { name },
            method: capability.method,
            pluginConfiguration: plugin === undefined ? undefined : { name: plugin },
          },
        },
      },
    ],
  };
}
