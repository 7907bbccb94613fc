import type { KubernetesObject } from './kubernetes-object.ts';

/** The kinds that decide what a job may do in its cluster, with their API groups. */
const accessKinds: Readonly<Record<string, string>> = {
  ServiceAccount: '',
  Role: 'rbac.authorization.k8s.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  RoleBinding: 'rbac.authorization.k8s.io',
  ClusterRoleBinding: 'rbac.authorization.k8s.io',
};

/** The words by which a document of such a kind is recognised. */
export const accessWords: readonly string[] = Object.keys(accessKinds);

/** Whether an object decides what a job may do in its cluster. */
export function isAccess({ group, kind }: KubernetesObject): boolean {
  return Object.hasOwn(accessKinds, kind) && accessKinds[kind] === group;
}
