import type { Value } from '@backlint/source/value';

/** When something runs, in the words of its own cron dialect. `@backlint/cron` says what the words do. */
export interface Schedule {
  /** `cnpg`: robfig/cron v1.2.0, seconds first. `cronjob`: Kubernetes CronJob, five fields. */
  readonly dialect: 'cnpg' | 'cronjob';
  readonly expression: Value<string>;
  /** The IANA time zone in which the expression is read; absent where the platform decides (normally UTC). */
  readonly timeZone: Value<string>;
}
