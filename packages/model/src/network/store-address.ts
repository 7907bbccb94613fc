import { known } from '@backlint/source/value';
import ipaddr from 'ipaddr.js';
import type { Destination } from '../destination.ts';
import { hostOf } from '../locality.ts';
import type { Allowance } from './egress.ts';
import type { EgressRule, Peer } from './network-policy.ts';

/** Where an object store is to be found in the network. */
export interface StoreAddress {
  /** The host, in small letters; undefined for the endpoint of a provider that is not written. */
  readonly host?: string;
  readonly port: number;
  /** The namespace of the Service that it is, where it is one. */
  readonly namespace?: string;
  readonly locality: Destination['locality']['kind'];
}

/** The address of a destination; undefined where it is not known. */
export function storeAddressOf({ endpoint, locality }: Destination): StoreAddress | undefined {
  if (endpoint.kind === 'unknown') return undefined;
  const url = known(endpoint);
  if (url === undefined) return { port: 443, locality: locality.kind };
  const host = hostOf(url);
  const written = /:(\d+)(?:\/|$)/.exec(url.replace(/^[a-z]+:\/\//i, ''))?.[1];
  const port = written === undefined ? (/^http:/i.test(url) ? 80 : 443) : Number(written);
  const namespace = /^[^.]+\.([^.]+)\.svc(?:\.|$)/.exec(host)?.[1];
  return { host, port, locality: locality.kind, ...(namespace === undefined ? {} : { namespace }) };
}

/** Whether a rule lets its pods connect to a store. */
export function allowsStore({ ports }: EgressRule, peer: Peer, store: StoreAddress): Allowance {
  const isInside = store.locality === 'in-cluster';
  // Behind a Service the pods may listen on another port.
  const isPortOpen = ports === 'all' || ports === 'unknown' || ports.includes(store.port);
  if (!isPortOpen && !isInside) return 'no';
  const yes: Allowance = ports !== 'unknown' && isPortOpen ? 'yes' : 'perhaps';
  if (peer.kind === 'everything') return yes;
  if (peer.kind === 'api-server') return 'no';
  if (peer.kind === 'unknown') return 'perhaps';
  if (peer.kind === 'cluster') return isInside ? yes : 'perhaps';
  if (peer.kind === 'outside') return store.locality === 'off-site' ? yes : store.namespace ? 'no' : 'perhaps';
  if (peer.kind === 'host') return allowsHost(peer.name, store, yes);
  if (peer.kind === 'pods') return allowsPods(peer, store, yes);
  return allowsNetwork(peer, store, yes);
}

/** Some clients put the bucket before the host: `backups.s3.example.com`. */
function allowsHost(name: string, { host }: StoreAddress, yes: Allowance): Allowance {
  if (name === host) return yes;
  return host === undefined || name.endsWith(`.${host}`) ? 'perhaps' : 'no';
}

function allowsPods(
  { namespace, isNarrowed }: Extract<Peer, { kind: 'pods' }>,
  store: StoreAddress,
  yes: Allowance,
): Allowance {
  if (store.locality === 'off-site') return 'no';
  // An address of the local network, or a name of one's own, may lead back into the cluster.
  if (store.locality !== 'in-cluster') return 'perhaps';
  const name = namespace && known(namespace);
  if (name === undefined || store.namespace === undefined) return 'perhaps';
  if (name !== store.namespace) return 'no';
  return isNarrowed ? 'perhaps' : yes;
}

function allowsNetwork(
  { cidr, except }: Extract<Peer, { kind: 'network' }>,
  { host, locality }: StoreAddress,
  yes: Allowance,
): Allowance {
  if (locality === 'in-cluster') return 'perhaps';
  if (host !== undefined && ipaddr.isValid(host)) {
    const isIn = isInNetwork(host, cidr);
    const isExcepted = except.some((one) => isInNetwork(host, one) !== false);
    if (isIn === undefined) return 'perhaps';
    return isIn && !isExcepted ? yes : 'no';
  }
  const isEverywhere = cidr === '0.0.0.0/0' || cidr === '::/0';
  if (!isEverywhere) return 'perhaps';
  return locality === 'off-site' && cidr === '0.0.0.0/0' && except.every(isPrivate) ? yes : 'perhaps';
}

/** Undefined where the network is written as nothing that an address can be in. */
function isInNetwork(host: string, cidr: string): boolean | undefined {
  if (!ipaddr.isValidCIDR(cidr)) return undefined;
  const address = ipaddr.parse(host);
  const [network, bits] = ipaddr.parseCIDR(cidr);
  return address.kind() === network.kind() && address.match(network, bits);
}

function isPrivate(cidr: string): boolean {
  return ipaddr.isValidCIDR(cidr) && ipaddr.parseCIDR(cidr)[0].range() !== 'unicast';
}
