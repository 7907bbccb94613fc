import type { Origin } from '@backlint/source/origin';
import type { Link, Value } from '@backlint/source/value';
import type { Named } from './link.ts';
import type { Part } from './part.ts';

/** A Secret as it will exist in a cluster, whatever makes it. It holds facts about values, and never a value. */
export interface Secret extends Named {
  /**
   * How its values are kept in the files: in plain text, encrypted by SOPS or Sealed Secrets, in an external store, or
   * made by kustomize's `secretGenerator` from whatever that reads.
   */
  readonly protection: 'plain' | 'sops' | 'sealed' | 'external' | 'generated' | 'unknown';
  readonly keys: readonly SecretKey[];
  /** Set where it may have keys that the files do not name; says why. */
  readonly keysUnknown?: string;
  /** Set where it repeats another one, such as `platform/s3`. */
  readonly copyOf?: string;
}

/** One key of a Secret, and what can be said of its value without telling it. */
export interface SecretKey {
  readonly name: string;
  /**
   * `plain` is a value that anybody can read; `placeholder` a word such as `changeme`; `protected` is encrypted, or
   * fetched from elsewhere when it is deployed; `unknown` what something else fills in.
   */
  readonly content: 'plain' | 'placeholder' | 'empty' | 'protected' | 'unknown';
  /** Where it is fetched from, in words that are the same for all that fetch the same. */
  readonly source?: string;
  /** The place of the value. */
  readonly origin: Origin;
}

/** A setting that takes a key of a Secret, or all of it, so that backups can be written, read or looked at. */
export interface CredentialReference {
  /** What signs in with it: a destination, or a job that dumps or looks at backups. */
  readonly user: Part;
  readonly userKind: 'store' | 'job';
  readonly namespace: Value<string>;
  /** The setting or environment variable that is filled, such as `accessKeyId`. */
  readonly field: string;
  /** Whether what it takes must stay secret: a region need not. */
  readonly isConfidential: boolean;
  readonly secretName: Value<string>;
  /** Absent where the Secret is taken as a whole. */
  readonly key: Value<string>;
  readonly secret: Link<Secret>;
  /** References with the same words here take one value, whatever their Secrets are; absent where the files do not tell. */
  readonly valueIdentity?: string;
  readonly origin: Origin;
}

/** A variable of a job that holds something confidential by its name, written as it is instead of taken from a Secret. */
export interface WrittenVariable {
  readonly user: Part;
  readonly name: string;
  readonly content: 'plain' | 'placeholder';
  /** The place of the value. */
  readonly origin: Origin;
}
