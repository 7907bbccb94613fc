import { known } from '@backlint/source/value';
import type { Database } from '../database.ts';
import type { Destination } from '../destination.ts';
import { hostOf, type Locality } from '../locality.ts';
import { type Chance, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';

/** Whether what an object store holds of a database is still there after a disaster. */
export function storeFate(disaster: Disaster, { locality, endpoint }: Destination, database: Database): Chance {
  const host = hostOf(known(endpoint) ?? '');
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
      return locality.kind === 'in-cluster'
        ? no(`${locality.why}, which the attacker has`)
        : unknown('whether the store refuses to delete (object lock, versions) is not in these files');
  }
}

/** A Service by one label is in the namespace of whoever asks; by two, in that of the second. */
function namespaceFate(host: string, namespace: string | undefined): Chance {
  const [, second] = host.split('.');
  const isService = second === undefined || /\.svc(\.|$)/.test(host);
  if (!isService) return unknown(`in which namespace ${host} stands is not known`);
  if (second !== undefined && namespace === undefined) return unknown('the namespace of the database is not known');
  return second === undefined || second === namespace ? no(`${host} is a Service of the same namespace`) : yes;
}
