import type { Slot } from '@backlint/cron/free-slot';
import type { Data } from './scaffolded-object.ts';

/** A CronJob's `spec` that neither overlaps with itself nor runs for ever, and whose failures stay to be seen. */
export function dailyJob(
  { hour, minute }: Slot,
  deadlineSeconds: number,
  pod: { readonly [field: string]: Data | undefined },
): Data {
  return {
    schedule: `${minute} ${hour} * * *`,
    timeZone: 'Etc/UTC',
    concurrencyPolicy: 'Forbid',
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: {
      spec: {
        backoffLimit: 0,
        activeDeadlineSeconds: deadlineSeconds,
        ttlSecondsAfterFinished: 7 * 24 * 3600,
        template: { spec: { restartPolicy: 'Never', ...pod } },
      },
    },
  };
}

/** What a container may do that only talks to other machines. */
export const unprivileged: Data = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  runAsUser: 65534,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

/** The images that scaffolds use: small, with a shell, and pinned. */
export const images = { rclone: 'rclone/rclone:1.70.3', kubectl: 'alpine/k8s:1.33.4' } as const;
