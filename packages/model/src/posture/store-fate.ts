import { known } from '@backlint/source/value';
import type { BackupModel } from '../backup-model.ts';
import { bucketGuardsOf } from '../bucket-guards.ts';
import type { Database } from '../database.ts';
import type { Destination } from '../destination.ts';
import { keptDays } from '../kept-days.ts';
import { hostOf, type Locality } from '../locality.ts';
import { type Chance, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';

/**
 * Whether what an object store holds of a database is still there after a disaster. `span` is how many days of it, up to the
 * newest, are enough to restore from.
 */
export function storeFate(
  disaster: Disaster,
  destination: Destination,
  database: Database,
  { model, span }: { readonly model: BackupModel; readonly span?: () => number | undefined },
): Chance {
  const { locality, endpoint } = destination;
  const host = hostOf(known(endpoint) ?? '');
  if (disaster === 'ransomware' && locality.kind !== 'in-cluster') return fateOfKeys(destination, model, span);
  return fateAt(disaster, locality, namespaceFate(host, known(database.namespace)));
}

/** The same by where a store stands; `inNamespace` is what becomes of one in the cluster when the namespace is deleted. */
export function fateAt(disaster: Disaster, locality: Locality, inNamespace: Chance): Chance {
  switch (disaster) {
    case 'pod':
    case 'volume':
    case 'cluster-object':
    case 'bad-migration':
      return yes;
    case 'object-store':
      return no('it is what is lost');
    case 'node':
      if (locality.kind === 'unknown') return unknown(locality.why);
      return locality.kind === 'in-cluster'
        ? unknown(`${locality.why}, and nothing keeps it off the node of the database`)
        : yes;
    case 'namespace':
      if (locality.kind === 'unknown') return unknown(locality.why);
      return locality.kind === 'in-cluster' ? inNamespace : yes;
    case 'kubernetes-cluster':
    case 'site':
      if (locality.kind === 'unknown') return unknown(locality.why);
      if (locality.kind === 'in-cluster') return no(locality.why);
      return disaster === 'site' && locality.kind === 'same-site' ? no(locality.why) : yes;
    case 'ransomware':
      return locality.kind === 'in-cluster' ? no(`${locality.why}, which the attacker has`) : isNotTold;
  }
}

const isNotTold = unknown('whether the store refuses to delete (object lock, versions) is not in these files');

/** What becomes of a bucket when somebody has the keys with which it is written. */
function fateOfKeys(destination: Destination, model: BackupModel, span?: () => number | undefined): Chance {
  const guards = bucketGuardsOf(model, destination);
  if (!guards || (guards.isOpen && guards.certain.length === 0)) return isNotTold;
  const bucket = known(guards.made.bucket) ?? 'the bucket';
  const enough = guards.certain.some(
    ({ isFinal, days }) =>
      isFinal && known(isFinal) === true && days && (known(days) ?? 0) >= (span?.() ?? Number.POSITIVE_INFINITY) + 1,
  );
  if (enough) return yes;
  const [guard] = guards.certain;
  if (guard?.kind === 'lock')
    return unknown(`${bucket} is locked for a while, and whether somebody may lift that is not in these files`);
  if (guard?.kind === 'copy')
    return unknown(`${bucket} is copied elsewhere, and whether the copy is out of reach is not in these files`);
  if (guard)
    return unknown(`${bucket} keeps what is deleted, and whether the keys reach that too is not in these files`);
  // Keys that expire backups can delete.
  if (keptDays(destination.retention) === undefined) return isNotTold;
  return no(`${bucket} has neither versions nor a lock, and the keys that expire backups can empty it`);
}

/** A Service by one label is in the namespace of whoever asks; by two, in that of the second. */
function namespaceFate(host: string, namespace: string | undefined): Chance {
  const [, second] = host.split('.');
  const isService = second === undefined || /\.svc(\.|$)/.test(host);
  if (!isService) return unknown(`in which namespace ${host} stands is not known`);
  if (second !== undefined && namespace === undefined) return unknown('the namespace of the database is not known');
  return second === undefined || second === namespace ? no(`${host} is a Service of the same namespace`) : yes;
}
