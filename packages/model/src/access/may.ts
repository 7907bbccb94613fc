import { known, type Value } from '@backlint/source/value';
import { mayShareNamespace } from '../link.ts';
import type { AccessBinding, AccessRequest, AccessRule, ClusterAccess } from './cluster-access.ts';

/** Whether a job may do what it asks for, as far as the files tell: false is certain, and an unknown says why. */
export function may(access: ClusterAccess, request: AccessRequest): boolean | { readonly why: string } {
  const reaching = access.bindings.filter((binding) => reaches(binding, access.namespace, request));
  if (reaching.some(({ rules }) => rules.some((rule) => allows(rule, request)))) return true;
  const open = reaching.find(({ unknown }) => unknown !== undefined);
  return open?.unknown === undefined ? false : { why: open.unknown };
}

function reaches(binding: AccessBinding, own: Value<string>, { scope }: AccessRequest): boolean {
  if (binding.isClusterWide || scope.kind === 'unknown') return true;
  if (scope.kind === 'cluster') return false;
  const where: Value<string> =
    scope.kind === 'namespace' ? { kind: 'written', value: scope.name, origin: binding.origin } : own;
  return mayShareNamespace(binding.namespace, where);
}

function allows({ groups, resources, verbs, names }: AccessRule, { group, resource, name, ...request }: AccessRequest) {
  const isOf = (list: readonly string[] | undefined, ...words: readonly string[]) =>
    list === undefined || ['*', ...words].some((word) => list.includes(word));
  const [, part] = resource.split('/');
  return (
    isOf(verbs, ...request.verbs) &&
    isOf(resources, resource, ...(part === undefined ? [] : [`*/${part}`])) &&
    (group === undefined ? groups?.some(mayBeOwn) !== false : isOf(groups, group)) &&
    mayBeNamed(names, name)
  );
}

/** What is not of Kubernetes itself is in a group with a domain of its own. */
function mayBeOwn(group: string): boolean {
  return group === '*' || (group.includes('.') && !group.endsWith('.k8s.io'));
}

/** A rule about named objects allows no request without a name, such as a creation. */
function mayBeNamed(names: readonly string[] | undefined, name: Value<string> | undefined): boolean {
  if (names === undefined || names.length === 0) return true;
  if (name === undefined) return false;
  const only = known(name);
  return only === undefined || names.includes(only);
}
