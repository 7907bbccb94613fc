import { archivedSchedulesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { hoursAllowed } from '../backup-age.ts';
import type { ScaffoldWishes } from '../scaffold-wishes.ts';
import type { Data, Scaffold } from '../scaffolded-object.ts';
import type { Subject } from '../subject.ts';

/** A PrometheusRule on the metrics that the cluster's way of backing up really fills. */
export function alerts(subject: Subject, wishes: ScaffoldWishes): Scaffold {
  const { namespace, name, model, database } = subject;
  const methods = archivedSchedulesOf(model, database).map(({ method }) => known(method));
  const usesPlugin = methods.length > 0 ? methods.includes('plugin') : subject.capability?.method === 'plugin';
  // The plugin keeps metrics of its own; those of the operator stay at 0 or freeze with it.
  const family = usesPlugin ? 'barman_cloud_cloudnative_pg_io' : 'cnpg_collector';
  const pods = `namespace="${namespace}", pod=~"${name}-[0-9]+"`;
  const hours = hoursAllowed(subject, wishes);
  const available = `${family}_last_available_backup_timestamp{${pods}}`;
  return {
    kind: 'objects',
    objects: [
      {
        comment: [
          'Needs the metrics of the cluster in Prometheus (a PodMonitor), and the labels that your Prometheus selects rules by.',
        ],
        manifest: {
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'PrometheusRule',
          metadata: { name: `${name}-backup`, namespace },
          spec: {
            groups: [
              {
                name: `${name}-backup.rules`,
                rules: [
                  rule(
                    'BackupTooOld',
                    `time() - max by (namespace) (${available}) > ${hours * 3600}`,
                    '15m',
                    'critical',
                    {
                      summary: `The newest base backup of ${namespace}/${name} is older than ${hours} hours.`,
                    },
                  ),
                  rule('BackupMetricMissing', `absent(${available})`, '30m', 'warning', {
                    summary: `Nothing tells how old the backups of ${namespace}/${name} are, so no alert on them can fire.`,
                  }),
                  rule(
                    'WalArchivingFails',
                    `max by (namespace, pod) (cnpg_collector_pg_wal_archive_status{${pods}, value="ready"}) > 10`,
                    '15m',
                    'critical',
                    {
                      summary: `WAL of ${namespace}/${name} is not archived: it fills the volume, and nothing new can be restored.`,
                    },
                  ),
                ],
              },
            ],
          },
        },
      },
    ],
  };
}

function rule(alert: string, expr: string, duration: string, severity: string, annotations: Data): Data {
  return { alert, expr, for: duration, labels: { severity }, annotations };
}
