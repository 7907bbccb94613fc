import type { Link, Value } from '@backlint/source/value';
import type { Database } from './database.ts';
import type { Evidence } from './evidence.ts';
import type { Part } from './part.ts';
import type { Schedule } from './schedule.ts';

/**
 * A job that looks whether backups are there (`freshness-check`), restores one to prove it (`restore-drill`), or looks
 * whether a standby still follows, which needs the archive too (`standby-check`).
 */
export interface Verification extends Part {
  readonly kind: 'freshness-check' | 'restore-drill' | 'standby-check';
  readonly namespace: Value<string>;
  readonly schedule: Schedule;
  readonly suspended: Value<boolean>;
  /** The databases it names in its command, arguments or environment. */
  readonly covers: readonly Link<Database>[];
  /** Set where it covers databases that the files do not name; says why they cannot be known. */
  readonly coversUnknown?: string;
  readonly looksAt: {
    readonly baseBackups: boolean;
    readonly wal: boolean;
    /** Set where part of what it does lies outside the files; says what. */
    readonly unknown?: string;
  };
  /** What made backlint take it for a verification. */
  readonly evidence: readonly Evidence[];
}
