import type { Schedule } from '../schedule.ts';

/** A time at which a platform is worked on, again and again, so that nothing should count on it. */
export interface MaintenanceWindow {
  readonly name: string;
  /** When it begins. */
  readonly schedule: Schedule;
  readonly seconds: number;
}
