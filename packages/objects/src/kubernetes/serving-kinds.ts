import { isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { KubernetesObject } from './kubernetes-object.ts';
import { type Relevance, relevanceOf } from './relevance.ts';

const routes = relevanceOf(['Ingress', 'HTTPRoute', 'IngressRoute']);
const services = relevanceOf(['Service']);
const store = /minio|s3|garage|seaweed|rustfs|ceph|rgw|objects?[-.]?st/i;

/** The relevance of what brings a name to an object store in the cluster, or a name of the cluster to one outside. */
export const servingRelevance: Relevance = {
  mayBeInFile: (text) => routes.mayBeInFile(text) || services.mayBeInFile(text),
  mayBeInDocument: (text) =>
    (store.test(text) && routes.mayBeInDocument(text)) || (leadsElsewhere(text) && services.mayBeInDocument(text)),
  isMet: isServing,
};

function leadsElsewhere(text: string): boolean {
  return /\bexternalName\b/.test(text) || !/\bselector\b/.test(text);
}

/** Whether an object leads to an object store: a Service that stands for something elsewhere, or a route called after a store. */
export function isServing(object: KubernetesObject): boolean {
  const { group, kind, root, name } = object;
  if (group === '' && kind === 'Service') return !isWritten(root, 'spec', 'selector');
  if (!routeGroups[kind]?.includes(group)) return false;
  const hosts = itemsAt(root, 'spec', 'rules').map((rule) => known(stringAt(rule, 'host')));
  const names = itemsAt(root, 'spec', 'hostnames').map((node) => (node.kind === 'scalar' ? String(node.value) : ''));
  const matches = itemsAt(root, 'spec', 'routes').map((route) => known(stringAt(route, 'match')));
  return [known(name), ...hosts, ...names, ...matches].some((text) => text !== undefined && store.test(text));
}

const routeGroups: Readonly<Record<string, readonly string[]>> = {
  Ingress: ['networking.k8s.io', 'extensions'],
  HTTPRoute: ['gateway.networking.k8s.io'],
  IngressRoute: ['traefik.io', 'traefik.containo.us'],
};
