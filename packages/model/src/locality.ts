import { known, type Value } from '@backlint/source/value';
import { isAt, type PlaceFact } from './place-facts.ts';

/** How far a destination is from the databases it protects, and what says so. */
export interface Locality {
  readonly kind: 'in-cluster' | 'same-site' | 'off-site' | 'unknown';
  readonly why: string;
}

const providers = [
  'aliyuncs.com',
  'amazonaws.com',
  'amazonaws.com.cn',
  'appdomain.cloud',
  'backblazeb2.com',
  'blob.core.chinacloudapi.cn',
  'blob.core.usgovcloudapi.net',
  'blob.core.windows.net',
  'cloud.ovh.net',
  'cloud.ovh.us',
  'contabostorage.com',
  'digitaloceanspaces.com',
  'exo.io',
  'filebase.com',
  'idrivee2.com',
  'impossibleapi.net',
  'infomaniak.com',
  'ionoscloud.com',
  'linodeobjects.com',
  'myqcloud.com',
  'oraclecloud.com',
  'r2.cloudflarestorage.com',
  'scw.cloud',
  'storage.googleapis.com',
  'storjshare.io',
  'tebi.io',
  'upcloudobjects.com',
  'vultrobjects.com',
  'wasabisys.com',
  'yandexcloud.net',
  'your-objectstorage.com',
];

const localSuffixes = ['.local', '.lan', '.home', '.internal', '.home.arpa', '.ts.net', '.localdomain', '.intranet'];

/**
 * Where a destination is, from its endpoint and path alone. A cloud provider's endpoint counts as off-site; a host on a
 * custom domain could stand anywhere and is unknown.
 */
export function localityOf(endpoint: Value<string>, path: Value<string>, facts: readonly PlaceFact[] = []): Locality {
  const told = known(endpoint) ?? known(path);
  const host = told === undefined ? undefined : hostOf(told);
  const fact = host === undefined ? undefined : facts.find((one) => isAt(host, one));
  if (fact) return { kind: fact.kind, why: fact.why ?? `the configuration says where ${host} stands` };
  if (endpoint.kind === 'unknown') return localityOfUnknownEndpoint(endpoint);
  if (endpoint.kind !== 'absent') return localityOfHost(endpoint.value);
  if (path.kind === 'unknown') return { kind: 'unknown', why: `the destination path is not known: ${path.why}` };
  if (path.kind === 'absent') return { kind: 'unknown', why: 'no destination path is written' };
  return localityOfPath(path.value);
}

function localityOfUnknownEndpoint({ why, prefix }: { why: string; prefix?: string }): Locality {
  const host = prefix === undefined ? '' : hostOf(prefix);
  return {
    kind: 'unknown',
    why: `the endpoint is not known: ${why}${host === '' ? '' : ` (it begins with "${host}")`}`,
  };
}

function localityOfPath(path: string): Locality {
  if (path.startsWith('s3://')) return { kind: 'off-site', why: 'no endpoint is set, so S3 means AWS' };
  if (path.startsWith('gs://')) return { kind: 'off-site', why: 'it is a Google Cloud Storage bucket' };
  if (/^https?:\/\//.test(path)) return localityOfHost(path);
  return { kind: 'unknown', why: 'the destination path names no object store that backlint knows' };
}

/** Where a URL or bare host is. */
export function localityOfHost(url: string): Locality {
  const host = hostOf(url);
  if (host === '') return { kind: 'unknown', why: 'the endpoint names no host' };
  if (host === 'localhost' || host.startsWith('127.') || host === '::1') {
    return { kind: 'in-cluster', why: `${host} is the database's own pod` };
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host) || host.includes(':')) return localityOfAddress(host);
  if (isServiceName(host)) return { kind: 'in-cluster', why: `${host} is a Service of the same Kubernetes cluster` };
  const provider = providers.find((domain) => host === domain || host.endsWith(`.${domain}`));
  if (provider) return { kind: 'off-site', why: `${host} belongs to a storage provider` };
  const suffix = localSuffixes.find((ending) => host.endsWith(ending));
  if (suffix) return { kind: 'same-site', why: `${host} is a name of the local network` };
  return { kind: 'unknown', why: `${host} is a custom domain that could stand anywhere` };
}

function localityOfAddress(host: string): Locality {
  const isPrivate =
    /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(host) ||
    /^(f[cd]|fe[89ab])/i.test(host);
  return isPrivate
    ? { kind: 'same-site', why: `${host} is a private address` }
    : { kind: 'unknown', why: `${host} is a public address that could stand anywhere` };
}

/** `minio.minio.svc.cluster.local`, `minio.minio.svc`, and a single label, which only resolves inside the cluster. */
function isServiceName(host: string): boolean {
  return !host.includes('.') || host.endsWith('.svc') || /\.svc\./.test(host);
}

/** The host of a URL or `host:port`, lower-case; empty where there is none. */
export function hostOf(url: string): string {
  const afterScheme = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const authority = /^[^/?#]*/.exec(afterScheme)?.[0] ?? '';
  const withoutUser = authority.slice(authority.lastIndexOf('@') + 1);
  const bracketed = /^\[([^\]]*)\]/.exec(withoutUser);
  return (bracketed?.[1] ?? withoutUser.replace(/:\d*$/, '')).toLowerCase();
}
