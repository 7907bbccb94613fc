import { known } from '@backlint/source/value';
import type { Allowance } from './egress.ts';
import type { EgressRule, NetworkPolicy, Peer } from './network-policy.ts';

/** The ports that API servers listen on, behind the Service and before it. */
const usualPorts = [443, 6443, 7443, 8443, 16443];

/**
 * Whether a rule lets its pods connect to the API server, which is no pod that a selector finds. Cilium knows it by its
 * identity, which no address range matches.
 */
export function allowsApiServer({ surroundings }: NetworkPolicy, { ports }: EgressRule, peer: Peer): Allowance {
  const isPortOpen = ports === 'all' || ports === 'unknown' || ports.some((port) => usualPorts.includes(port));
  if (!isPortOpen) return 'no';
  const yes = ports === 'all' ? 'yes' : 'perhaps';
  if (peer.kind === 'everything') return yes;
  // Whoever names the API server knows its port.
  if (peer.kind === 'api-server') return 'yes';
  if (peer.kind === 'unknown' || peer.kind === 'cluster' || peer.kind === 'outside') return 'perhaps';
  if (peer.kind === 'pods') return mayHoldApiServer(peer.namespace) ? 'perhaps' : 'no';
  if (peer.kind === 'host') return 'no';
  if (surroundings.usesCilium) return 'never-in-cilium';
  return peer.cidr === '0.0.0.0/0' && peer.except.length === 0 ? yes : 'perhaps';
}

/** Some clusters run API servers of others, or their own, as pods. */
function mayHoldApiServer(namespace: Extract<Peer, { kind: 'pods' }>['namespace']): boolean {
  const name = namespace && known(namespace);
  return name === undefined || name === 'default' || name.startsWith('kube-');
}
