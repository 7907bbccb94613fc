import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isServing } from '@backlint/objects/kubernetes/serving-kinds';
import type { Node } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import { localityOfHost } from '../locality.ts';
import type { PlaceFact } from '../place-facts.ts';
import { partOf } from './part-of.ts';

/**
 * Where hosts stand that objects of a cluster tell of: names of Services that stand for something elsewhere, and names
 * under which routes show what runs in the cluster.
 */
export function readServedHosts(objects: readonly KubernetesObject[]): readonly PlaceFact[] {
  const serving = objects.filter(isServing);
  const services = serving.filter(({ kind }) => kind === 'Service');
  const routes = serving.filter(({ kind }) => kind !== 'Service');
  return [...services.flatMap(readService), ...routes.flatMap((route) => readRoute(route, services))];
}

/** Without a selector somebody else says where a Service leads. */
function readService(object: KubernetesObject): readonly PlaceFact[] {
  const [name, home] = [known(object.name), known(object.namespace)];
  const { title } = partOf(object);
  if (name === undefined || home === undefined) return [];
  const hosts = ['', '.svc', '.svc.cluster.local'].map((ending) => `${name}.${home}${ending}`);
  const target = stringAt(object.root, 'spec', 'externalName');
  if (target.kind !== 'written')
    return [{ kind: 'unknown', hosts, networks: [], why: `where ${title} leads is not in it` }];
  const { kind, why } = localityOfHost(target.value);
  return [{ kind, hosts, networks: [], why: `${title} stands for ${target.value}, and ${why}` }];
}

/** A route to a Service that leads elsewhere says nothing of where that is. */
function readRoute(object: KubernetesObject, services: readonly KubernetesObject[]): readonly PlaceFact[] {
  const { root } = object;
  const hosts = [
    ...itemsAt(root, 'spec', 'rules').flatMap((rule) => known(stringAt(rule, 'host')) ?? []),
    ...itemsAt(root, 'spec', 'hostnames').flatMap(textOf),
    ...itemsAt(root, 'spec', 'routes').flatMap((route) =>
      Array.from((known(stringAt(route, 'match')) ?? '').matchAll(/Host\(`([^`]+)`\)/g), ([, host = '']) => host),
    ),
  ].filter((host) => !host.includes('*') && !host.includes('$'));
  const backends = backendsOf(root);
  const isElsewhere = services.some(({ name }) => backends.includes(known(name) ?? ''));
  if (hosts.length === 0 || backends.length === 0 || isElsewhere) return [];
  const why = `${partOf(object).title} leads there, to a Service of the same Kubernetes cluster`;
  return [{ kind: 'in-cluster', hosts, networks: [], why }];
}

/** The Services that a route leads to, by their names. */
function backendsOf(root: Node): readonly string[] {
  const rules = itemsAt(root, 'spec', 'rules');
  const nameAt = (node: Node, ...path: readonly string[]) => known(stringAt(node, ...path)) ?? [];
  return [
    ...rules
      .flatMap((rule) => itemsAt(rule, 'http', 'paths'))
      .flatMap((path) => nameAt(path, 'backend', 'service', 'name')),
    ...rules.flatMap((rule) => itemsAt(rule, 'backendRefs')).flatMap((backend) => nameAt(backend, 'name')),
    ...itemsAt(root, 'spec', 'routes')
      .flatMap((route) => itemsAt(route, 'services'))
      .flatMap((service) => nameAt(service, 'name')),
  ];
}

function textOf(node: Node): readonly string[] {
  return node.kind === 'scalar' && typeof node.value === 'string' ? [node.value] : [];
}
