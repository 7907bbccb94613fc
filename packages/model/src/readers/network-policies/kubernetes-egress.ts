import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { isWritten, itemsAt, originAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import type { EgressRule, Peer } from '../../network/network-policy.ts';
import { readSelector } from './pod-selector.ts';

/** Whether a NetworkPolicy restricts egress: where it says so, or has egress rules and does not say. */
export function kubernetesRestriction({ root }: KubernetesObject): Value<boolean> {
  const origin = originAt(root, ['spec', 'policyTypes']);
  const types = nodeAt(root, ['spec', 'policyTypes']);
  if (types?.kind === 'unknown') return { kind: 'unknown', why: types.why, origin };
  if (types?.kind === 'sequence') {
    const isNamed = types.items.some((item) => item.kind === 'scalar' && item.value === 'Egress');
    return { kind: 'written', value: isNamed, origin };
  }
  return { kind: 'defaulted', value: itemsAt(root, 'spec', 'egress').length > 0, origin };
}

/** The egress rules of a NetworkPolicy. */
export function kubernetesEgress({ root, namespace }: KubernetesObject): EgressRule[] {
  const list = nodeAt(root, ['spec', 'egress']);
  if (list?.kind === 'unknown') return [{ peers: [{ kind: 'unknown' }], ports: 'all', origin: list.origin }];
  return itemsAt(root, 'spec', 'egress').map((rule) => ({
    peers: readPeers(rule, namespace),
    ports: readPorts(rule),
    origin: rule.origin,
  }));
}

function readPeers(rule: Node, namespace: Value<string>): readonly Peer[] {
  if (rule.kind === 'unknown') return [{ kind: 'unknown' }];
  const to = nodeAt(rule, ['to']);
  if (to?.kind === 'unknown') return [{ kind: 'unknown' }];
  const peers = itemsAt(rule, 'to');
  return peers.length === 0 ? [{ kind: 'everything' }] : peers.map((peer) => readPeer(peer, namespace));
}

function readPeer(peer: Node, namespace: Value<string>): Peer {
  if (isWritten(peer, 'ipBlock')) {
    const cidr = known(stringAt(peer, 'ipBlock', 'cidr'));
    const except = itemsAt(peer, 'ipBlock', 'except').map((item) =>
      item.kind === 'scalar' ? String(item.value) : '?',
    );
    return cidr === undefined ? { kind: 'unknown' } : { kind: 'network', cidr, except };
  }
  const isNarrowed = readSelector(nodeAt(peer, ['podSelector']))?.length !== 0 && isWritten(peer, 'podSelector');
  if (!isWritten(peer, 'namespaceSelector')) {
    return isWritten(peer, 'podSelector') ? { kind: 'pods', namespace, isNarrowed } : { kind: 'unknown' };
  }
  return { kind: 'pods', namespace: namespaceIn(nodeAt(peer, ['namespaceSelector'])), isNarrowed };
}

/** The one namespace that a selector means by the label that every namespace has. */
function namespaceIn(node: Node | undefined): Value<string> | undefined {
  const [only, ...others] = readSelector(node) ?? [];
  const [value, ...more] = only?.values ?? [];
  const isOne = only?.key === 'kubernetes.io/metadata.name' && only.operator === 'In' && more.length === 0;
  if (!isOne || others.length > 0 || value === undefined || !node) return undefined;
  return { kind: 'written', value, origin: node.origin };
}

function readPorts(rule: Node): EgressRule['ports'] {
  const list = nodeAt(rule, ['ports']);
  if (list?.kind === 'unknown') return 'unknown';
  const ports = itemsAt(rule, 'ports');
  if (ports.length === 0) return 'all';
  const tcp = ports.filter((port) => !['UDP', 'SCTP'].includes(known(stringAt(port, 'protocol')) ?? 'TCP'));
  const numbers = tcp.flatMap((port) => {
    const number = nodeAt(port, ['port']);
    const isPlain = number?.kind === 'scalar' && typeof number.value === 'number' && !isWritten(port, 'endPort');
    return isPlain && typeof number.value === 'number' ? [number.value] : [];
  });
  return numbers.length < tcp.length ? 'unknown' : numbers;
}
