/**
 * Whose reading of an expression counts. `cnpg`: a CloudNativePG ScheduledBackup, robfig/cron v1.2.0 `Parse`, seconds
 * first and the day of the week optional. `cronjob`: a Kubernetes CronJob, robfig/cron v3.0.1 `ParseStandard`, five fields.
 */
export type Dialect = 'cnpg' | 'cronjob';

/** What an expression means: certain times of certain days, or one run every so often. */
export type Schedule = CalendarSchedule | IntervalSchedule;

/** Runs when the clock on the wall matches every field. */
export interface CalendarSchedule {
  readonly kind: 'calendar';
  readonly dialect: Dialect;
  readonly expression: string;
  readonly seconds: Field;
  readonly minutes: Field;
  readonly hours: Field;
  readonly daysOfMonth: Field;
  /** January is 1. */
  readonly months: Field;
  /** Sunday is 0. */
  readonly daysOfWeek: Field;
  /** The zone of a `TZ=` prefix, which goes before any other zone; only `cronjob` expressions can have one. */
  readonly timeZone?: string;
}

/** `@every`: a fixed time after the last run, at no particular time of day. */
export interface IntervalSchedule {
  readonly kind: 'interval';
  readonly dialect: Dialect;
  readonly expression: string;
  /** Whole seconds, at least one. */
  readonly periodSeconds: number;
}

/** The values that one field allows, ascending; a field without any (a lone comma) makes the schedule never run. */
export interface Field {
  readonly values: readonly number[];
  /** Whether the library takes the field for a star. A day has to match both day fields if either has a star, else one. */
  readonly star: boolean;
}
