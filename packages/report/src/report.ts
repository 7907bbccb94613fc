import type { Finding } from '@backlint/lint/finding';
import type { LintResult } from '@backlint/lint/lint';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Origin } from '@backlint/source/origin';

/** What one check has to say: plain data, from which every format is rendered. */
export interface Report extends LintResult {
  /** Findings that somebody decided to live with. They are counted and shown, never dropped. */
  readonly ignored: readonly IgnoredFinding[];
  /** Set where a baseline was given: what it excuses is not among the findings. */
  readonly baseline?: BaselineOutcome;
  /** What could not be read, or was left unread on purpose. */
  readonly diagnostics: readonly Diagnostic[];
  readonly databases: readonly DatabaseSummary[];
  /** How many pieces of clusters (patches and the like) were seen, which are not judged alone. */
  readonly fragments: number;
  /** Objects that would reach a cluster and that the files do not tell, so that nothing about them was judged. */
  readonly unknown: readonly UnknownObjects[];
  readonly seen: Seen;
}

/** Something that would be there, where it is asked for, and why it is not known. */
export interface UnknownObjects {
  readonly what: string;
  readonly why: string;
  readonly origin: Origin;
}

/** A finding with the reason for living with it, and the place where that is written. */
export interface IgnoredFinding {
  readonly finding: Finding;
  readonly reason: string;
  readonly at: Origin;
  /** The last day it holds, `YYYY-MM-DD` in UTC; for ever where it is not set. */
  readonly until?: string;
  /** Who decided it, where that is written. */
  readonly approver?: string;
}

/** What a baseline came to. */
export interface BaselineOutcome {
  /** Findings that were there before. They are counted and shown, and fail nothing. */
  readonly known: readonly Finding[];
  /** What the baseline holds and is found no more. */
  readonly gone: readonly KnownFinding[];
}

/** A finding as a baseline remembers it: who it is, whatever line it is on, and words for readers. */
export interface KnownFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly message: string;
}

/** How much was looked at: files read, objects that matter for backups, databases among them. */
export interface Seen {
  readonly files: number;
  readonly objects: number;
  readonly databases: number;
}

/** A database and all that protects it. What the files do not decide is null, and so is what is not written. */
export interface DatabaseSummary {
  readonly address: string;
  readonly engine: string;
  /** The namespace and the name that the platform sees. */
  readonly namespace: string | null;
  readonly name: string | null;
  readonly role: 'primary' | 'standby' | 'drill' | 'template' | 'unknown';
  readonly tier: string | null;
  readonly protections: readonly ProtectionSummary[];
}

/** One way in which a database is protected. */
export interface ProtectionSummary {
  /**
   * `barmanObjectStore`, `plugin` and `volumeSnapshot` are scheduled base backups, named as in CloudNativePG; `volumeCopy`
   * is done by something that does not know what is on the volume.
   */
  readonly method:
    | 'barmanObjectStore'
    | 'plugin'
    | 'volumeSnapshot'
    | 'walArchive'
    | 'logicalDump'
    | 'volumeCopy'
    | null;
  /** The schedule's expression as it is written; null for what runs continuously. */
  readonly schedule: string | null;
  readonly suspended: boolean | null;
  /** Provider, bucket and path, such as `s3://backups/orders/`. */
  readonly destination: string | null;
  readonly locality: 'in-cluster' | 'same-site' | 'off-site' | 'unknown' | null;
  /** How long backups are kept, such as `30d`. */
  readonly retention: string | null;
}
