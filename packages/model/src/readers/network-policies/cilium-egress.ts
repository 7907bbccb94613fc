import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import type { EgressRule, Peer } from '../../network/network-policy.ts';
import { readSelector } from './pod-selector.ts';

/** Whether a Cilium policy restricts egress: where it has egress rules, unless it says that it only adds to others. */
export function ciliumRestriction({ root }: KubernetesObject): Value<boolean> {
  const origin = originAt(root, ['spec', 'egress']);
  const rules = nodeAt(root, ['spec', 'egress']);
  if (rules?.kind === 'unknown') return { kind: 'unknown', why: rules.why, origin };
  const isSwitchedOff = known(booleanAt(root, 'spec', 'enableDefaultDeny', 'egress')) === false;
  return { kind: 'defaulted', value: itemsAt(root, 'spec', 'egress').length > 0 && !isSwitchedOff, origin };
}

/** The egress rules of a Cilium policy. One that selects nobody, `{}`, allows nothing. */
export function ciliumEgress({ root, namespace }: KubernetesObject): EgressRule[] {
  const list = nodeAt(root, ['spec', 'egress']);
  if (list?.kind === 'unknown') return [{ peers: [{ kind: 'unknown' }], ports: 'all', origin: list.origin }];
  return itemsAt(root, 'spec', 'egress').map((rule) => ({
    peers: readPeers(rule, namespace),
    ports: readPorts(rule),
    origin: rule.origin,
  }));
}

const others = ['toServices', 'toGroups', 'toNodes', 'toRequires', 'icmps'];

function readPeers(rule: Node, namespace: Value<string>): readonly Peer[] {
  if (rule.kind === 'unknown') return [{ kind: 'unknown' }];
  const peers: Peer[] = [
    ...itemsAt(rule, 'toEntities').map(readEntity),
    ...itemsAt(rule, 'toEndpoints').map((endpoint) => readEndpoint(endpoint, namespace)),
    ...itemsAt(rule, 'toCIDR').map((item): Peer => {
      return item.kind === 'scalar' ? { kind: 'network', cidr: String(item.value), except: [] } : { kind: 'unknown' };
    }),
    ...itemsAt(rule, 'toCIDRSet').map(readNetwork),
    ...itemsAt(rule, 'toFQDNs').map(readHost),
    ...others.filter((key) => isWritten(rule, key)).map((): Peer => ({ kind: 'unknown' })),
  ];
  const isUnknown = ['toEntities', 'toEndpoints', 'toCIDR', 'toCIDRSet', 'toFQDNs'].some(
    (key) => nodeAt(rule, [key])?.kind === 'unknown',
  );
  if (isUnknown) return [...peers, { kind: 'unknown' }];
  return peers.length === 0 && isWritten(rule, 'toPorts') ? [{ kind: 'everything' }] : peers;
}

function readEntity(item: Node): Peer {
  const entity = item.kind === 'scalar' ? item.value : undefined;
  if (entity === 'all') return { kind: 'everything' };
  if (entity === 'kube-apiserver') return { kind: 'api-server' };
  if (entity === 'cluster') return { kind: 'cluster' };
  if (entity === 'world') return { kind: 'outside' };
  return { kind: 'unknown' };
}

const namespaceKey = 'io.kubernetes.pod.namespace';

function readEndpoint(endpoint: Node, namespace: Value<string>): Peer {
  const conditions = readSelector(endpoint);
  if (conditions === undefined) return { kind: 'unknown' };
  const about = conditions.find(({ key }) => key === namespaceKey);
  const isNarrowed = conditions.some(({ key }) => key !== namespaceKey);
  if (conditions.some(({ key }) => key.startsWith('io.cilium.k8s.') || key.startsWith('reserved'))) {
    return { kind: 'unknown' };
  }
  const [only, ...more] = about?.values ?? [];
  if (!about) return { kind: 'pods', namespace, isNarrowed };
  const isOne = about.operator === 'In' && only !== undefined && more.length === 0;
  const named: Value<string> = { kind: 'written', value: only ?? '', origin: endpoint.origin };
  return { kind: 'pods', namespace: isOne ? named : undefined, isNarrowed };
}

function readNetwork(item: Node): Peer {
  const cidr = known(stringAt(item, 'cidr'));
  const except = itemsAt(item, 'except').map((one) => (one.kind === 'scalar' ? String(one.value) : '?'));
  return cidr === undefined ? { kind: 'unknown' } : { kind: 'network', cidr, except };
}

function readHost(item: Node): Peer {
  const name = known(stringAt(item, 'matchName'));
  return name === undefined ? { kind: 'unknown' } : { kind: 'host', name: name.toLowerCase().replace(/\.$/, '') };
}

function readPorts(rule: Node): EgressRule['ports'] {
  if (nodeAt(rule, ['toPorts'])?.kind === 'unknown') return 'unknown';
  const ports = itemsAt(rule, 'toPorts').flatMap((group) => itemsAt(group, 'ports'));
  if (!isWritten(rule, 'toPorts')) return 'all';
  const tcp = ports.filter((port) => !['UDP', 'SCTP'].includes(known(stringAt(port, 'protocol')) ?? 'ANY'));
  const numbers = tcp.flatMap((port) => {
    const text = nodeAt(port, ['port']);
    const isPlain = text?.kind === 'scalar' && /^[1-9]\d*$/.test(String(text.value)) && !isWritten(port, 'endPort');
    return isPlain ? [Number(text.value)] : [];
  });
  return numbers.length < tcp.length || ports.length === 0 ? 'unknown' : numbers;
}
