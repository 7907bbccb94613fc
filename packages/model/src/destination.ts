import type { Origin } from '@backlint/source/origin';
import type { Value } from '@backlint/source/value';
import type { Named } from './link.ts';
import type { Locality } from './locality.ts';
import type { Part } from './part.ts';

/** Where backups are kept: an object store with a path in it, and what lets a writer in. */
export interface Destination extends Part {
  /** `cluster` is a store written inside a Cluster (deprecated in CloudNativePG); `object-store` the plugin's own object. */
  readonly declaredIn: 'cluster' | 'object-store' | 'external-cluster';
  /** Absent means the provider's own endpoint. */
  readonly endpoint: Value<string>;
  /** Provider, bucket and path, such as `s3://backups/orders/`. */
  readonly path: Value<string>;
  readonly locality: Locality;
  /** The recovery window, such as `30d`, at the place where the archiver in use reads it. */
  readonly retention: Value<string>;
  readonly credentials: Credentials;
  /** The setting or variable that tells clients of S3 the region to sign for; absent where nothing does. */
  readonly regionFrom: Value<string>;
  /** How each of the two is packed and encrypted on its way, such as `gzip` and `AES256`; absent means not at all. */
  readonly wal: Packing;
  readonly data: Packing;
}

/** What is done to files before they are uploaded. */
export interface Packing {
  readonly compression: Value<string>;
  /** By the server side: `AES256` or `aws:kms`. */
  readonly encryption: Value<string>;
}

/** A destination with a name of its own, that databases refer to: the barman-cloud plugin's `ObjectStore`. */
export interface ObjectStore extends Destination, Named {
  readonly declaredIn: 'object-store';
}

/** The credential blocks written for a destination. Exactly one is right; none of this holds a secret's value. */
export interface Credentials {
  readonly blocks: readonly CredentialBlock[];
  /** Set where the files do not decide which blocks there are, or what is in one; says why. */
  readonly unknown?: string;
  /** Where they are, or where one would write them. */
  readonly origin: Origin;
}

export interface CredentialBlock {
  readonly provider: 's3' | 'azure' | 'google';
  /** The settings that select keys of Secrets, such as `accessKeyId`. */
  readonly selectors: readonly SecretSelector[];
  /** The settings that take the identity of the workload instead, such as `inheritFromIAMRole: true`. */
  readonly identities: readonly { readonly field: string; readonly enabled: Value<boolean> }[];
  readonly origin: Origin;
}

/** A reference to one key of a Secret in the same namespace. */
export interface SecretSelector {
  readonly field: string;
  readonly secret: Value<string>;
  readonly key: Value<string>;
  readonly origin: Origin;
}
