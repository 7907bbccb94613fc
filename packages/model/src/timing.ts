import { parseSchedule } from '@backlint/cron/parse-schedule';
import type { Schedule as CronSchedule } from '@backlint/cron/schedule';
import { readTimeZone, type TimeZone, utc } from '@backlint/cron/time-zone';
import { known, type Value } from '@backlint/source/value';
import type { BackupModel } from './backup-model.ts';
import type { Part } from './part.ts';
import type { Schedule } from './schedule.ts';

/** Anything of the model that runs by the clock. */
export interface Scheduled extends Part {
  readonly schedule: Schedule;
  readonly suspended: Value<boolean>;
}

/** When something runs, as far as it can be computed. A zone nobody writes is UTC, as in the published images. */
export type Timing =
  | { readonly kind: 'computed'; readonly schedule: CronSchedule; readonly zone: TimeZone }
  | { readonly kind: 'invalid'; readonly error: string }
  | { readonly kind: 'unknown'; readonly why: string };

/** Reads when a schedule runs, in its own dialect and zone. */
export function readTiming({ dialect, expression, timeZone }: Schedule): Timing {
  if (expression.kind === 'unknown') return { kind: 'unknown', why: `its schedule is not known: ${expression.why}` };
  if (expression.kind === 'absent') return { kind: 'invalid', error: 'no schedule is written' };
  if (timeZone.kind === 'unknown') return { kind: 'unknown', why: `its time zone is not known: ${timeZone.why}` };
  const parsed = parseSchedule(expression.value, dialect);
  if (parsed.kind === 'invalid') return { kind: 'invalid', error: parsed.error };
  if (timeZone.kind === 'absent') return { kind: 'computed', schedule: parsed.schedule, zone: utc };
  const zone = readTimeZone(timeZone.value);
  if (zone.kind === 'invalid') return { kind: 'invalid', error: zone.error };
  return { kind: 'computed', schedule: parsed.schedule, zone: zone.value };
}

/** Whether a ScheduledBackup is written with five cron fields, as crontab has them. */
export function isFiveFieldMistake({ dialect, expression }: Schedule): boolean {
  const text = known(expression)?.trim();
  return dialect === 'cnpg' && text !== undefined && !text.startsWith('@') && text.split(/\s+/).length === 5;
}

/** The expression and the zone of a CronJob whose schedule begins with a zone, as the library has it and Kubernetes does not. */
export function zoneInSchedule({ dialect, expression }: Schedule): { expression: string; zone: string } | undefined {
  const [, zone, rest] = /^(?:CRON_)?TZ=(\S+)\s+(.+)$/s.exec(known(expression)?.trim() ?? '') ?? [];
  return dialect === 'cronjob' && zone !== undefined && rest !== undefined ? { expression: rest, zone } : undefined;
}

/** Everything of the model that runs by the clock, in the order of the model. */
export function scheduledOf(model: BackupModel): readonly Scheduled[] {
  return [...model.baseBackupSchedules, ...model.logicalDumps, ...model.verifications];
}
