import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { citation } from '@backlint/source/position';
import { known, type Link, type Value } from '@backlint/source/value';
import type { CredentialReference, Secret } from '../../credential.ts';
import type { Destination, ObjectStore } from '../../destination.ts';
import { followName } from '../../link.ts';
import type { Part } from '../../part.ts';
import type { LogicalDump, WalArchive } from '../../protection.ts';
import type { RestorePath } from '../../restore-path.ts';
import { readJobCredentials } from './job-credentials.ts';
import { valueIdentityOf } from './value-identity.ts';

/** What signs in somewhere to write, read or look at backups. */
export interface CredentialUsers {
  readonly objectStores: readonly ObjectStore[];
  readonly walArchives: readonly WalArchive[];
  readonly restorePaths: readonly RestorePath[];
  /** The jobs that matter, and the objects that they are among. */
  readonly jobs: readonly Pick<LogicalDump, 'address' | 'title' | 'origin' | 'namespace'>[];
  readonly cronJobs: readonly KubernetesObject[];
}

/** The Secrets of one cluster, and of all clusters and files together. */
export interface SecretsAround {
  readonly here: readonly Secret[];
  readonly everywhere: readonly Secret[];
}

/** A reference that has not been followed yet. */
export type CredentialDemand = Omit<CredentialReference, 'secret' | 'valueIdentity'>;

/** Every reference to a Secret that backups depend on, followed to the Secret where the files have it. */
export function readCredentialReferences(
  { objectStores, walArchives, restorePaths, jobs, cronJobs }: CredentialUsers,
  secrets: SecretsAround,
  environment: string,
): readonly CredentialReference[] {
  const demands = [
    ...objectStores.flatMap((store) => demandsOf(store, store.namespace)),
    ...[...walArchives, ...restorePaths].flatMap(({ destination, database }) =>
      destination.kind === 'resolved' && destination.to.declaredIn !== 'object-store'
        ? demandsOf(destination.to, database.namespace)
        : [],
    ),
    ...jobs.flatMap((job) => {
      const object = cronJobs.find(({ address, origin }) => address === job.address && origin === job.origin);
      return object ? readJobCredentials(object, job) : [];
    }),
  ];
  const here = byName(secrets.here);
  const everywhere = byName(secrets.everywhere);
  return demands.map((demand) => {
    const reference = { ...demand, secret: follow(demand, here, everywhere) };
    const valueIdentity = valueIdentityOf(reference, environment);
    return valueIdentity === undefined ? reference : { ...reference, valueIdentity };
  });
}

function demandsOf(destination: Destination, namespace: Value<string>): readonly CredentialDemand[] {
  return destination.credentials.blocks.flatMap(({ selectors }) =>
    selectors.map(({ field, secret, key, origin }) => ({
      user: destination,
      userKind: 'store' as const,
      namespace,
      field,
      isConfidential: !publicFields.has(field),
      secretName: secret,
      key,
      origin,
    })),
  );
}

/** What may be known of a store without letting anybody in. */
const publicFields: ReadonlySet<string> = new Set(['accessKeyId', 'region', 'storageAccount']);

type SecretsByName = ReadonlyMap<string | undefined, readonly Secret[]>;

/** The Secrets by their names; those whose names are not known under undefined. */
function byName(secrets: readonly Secret[]): SecretsByName {
  const named = new Map<string | undefined, Secret[]>();
  for (const secret of secrets) {
    const same = named.get(known(secret.name));
    if (same) same.push(secret);
    else named.set(known(secret.name), [secret]);
  }
  return named;
}

function follow(demand: CredentialDemand, here: SecretsByName, everywhere: SecretsByName): Link<Secret> {
  const { secretName, namespace, user } = demand;
  const name = known(secretName);
  const nameless = here.get(undefined) ?? [];
  const wholes = name === undefined ? nameless : [...(here.get(name) ?? []), ...nameless];
  const link = followName(secretName, namespace, user, { wholes, fragments: [] });
  if (link.kind !== 'dangling') return link;
  const elsewhere = everywhere.get(link.name)?.find((secret) => !wholes.some(isSame(secret)));
  if (!elsewhere) return link;
  const why = `${elsewhere.title} at ${citation(elsewhere.origin.range)} goes to another cluster, or nothing deploys it`;
  return { kind: 'unknown', why, origin: link.origin };
}

function isSame({ origin }: Part): (other: Part) => boolean {
  return (other) => other.origin.range === origin.range;
}
