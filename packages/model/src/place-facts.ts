import ipaddr from 'ipaddr.js';

/** Where hosts and networks stand, as somebody says who knows. */
export interface PlaceFact {
  readonly kind: 'in-cluster' | 'same-site' | 'off-site' | 'unknown';
  /** Host names; `*.example.com` means every host below it. */
  readonly hosts: readonly string[];
  /** In CIDR notation. */
  readonly networks: readonly string[];
  /** What says so, where it is not the configuration. */
  readonly why?: string;
}

/** Whether a host, a name or an address, is one of those meant. */
export function isAt(host: string, { hosts, networks }: PlaceFact): boolean {
  return hosts.some((pattern) => matchesHost(host, pattern.toLowerCase())) || networks.some((one) => isIn(host, one));
}

function matchesHost(host: string, pattern: string): boolean {
  return pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern;
}

function isIn(host: string, network: string): boolean {
  if (!ipaddr.isValid(host)) return false;
  const address = ipaddr.process(host);
  const [base, bits] = ipaddr.parseCIDR(network);
  return address.kind() === base.kind() && address.match(base, bits);
}
