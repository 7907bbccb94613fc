import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import { known, type Value } from '@backlint/source/value';
import type { AccessBinding, AccessRule } from '../../access/cluster-access.ts';
import { mayShareNamespace } from '../../link.ts';
import { partOf } from '../part-of.ts';

/** A service account by its name and namespace. */
export interface Account {
  readonly account: Value<string>;
  readonly namespace: Value<string>;
}

/** The bindings among the objects that give a service account something, or may, with what they give. */
export function readAccessBindings(objects: readonly KubernetesObject[], account: Account): AccessBinding[] {
  const rights = objects.filter(({ group }) => group === 'rbac.authorization.k8s.io');
  return rights
    .filter(({ kind }) => kind === 'RoleBinding' || kind === 'ClusterRoleBinding')
    .flatMap((binding) => {
      const isFor = isForAccount(binding, account);
      return isFor === false ? [] : [readBinding(binding, rights, isFor)];
    });
}

/** A rule that allows everything. */
const everything: AccessRule = { groups: ['*'], resources: ['*'], verbs: ['*'], names: [] };

function readBinding(
  object: KubernetesObject,
  rights: readonly KubernetesObject[],
  isFor: true | { readonly why: string },
): AccessBinding {
  const { root, kind, namespace, name } = object;
  const binding = { ...partOf(object), namespace, name, isClusterWide: kind === 'ClusterRoleBinding' };
  const [roleKind, roleName] = [known(stringAt(root, 'roleRef', 'kind')), known(stringAt(root, 'roleRef', 'name'))];
  if (roleKind === 'ClusterRole' && roleName === 'cluster-admin') return { ...binding, rules: [everything] };
  const roles = rights.filter(
    (role) =>
      role.kind === roleKind &&
      known(role.name) === roleName &&
      roleName !== undefined &&
      (roleKind === 'ClusterRole' || mayShareNamespace(role.namespace, namespace)),
  );
  const [role] = roles;
  if (!role) return { ...binding, rules: [], unknown: `the role of ${binding.title} is not in the files` };
  const unknown = isFor === true ? roles.map(unknownPart).find((why) => why !== undefined) : isFor.why;
  return {
    ...binding,
    role: partOf(role),
    rules: roles.flatMap((one) => itemsAt(one.root, 'rules').map(readRule)),
    ...(unknown === undefined ? {} : { unknown }),
  };
}

function unknownPart(role: KubernetesObject): string | undefined {
  const { title } = partOf(role);
  if (isWritten(role.root, 'aggregationRule')) return `${title} is put together from others`;
  return nodeAt(role.root, ['rules'])?.kind === 'unknown' ? `the rules of ${title} are not known` : undefined;
}

function readRule(rule: Node): AccessRule {
  return {
    groups: textsAt(rule, 'apiGroups'),
    resources: textsAt(rule, 'resources'),
    verbs: textsAt(rule, 'verbs'),
    names: textsAt(rule, 'resourceNames'),
  };
}

function textsAt(rule: Node, field: string): readonly string[] | undefined {
  const list = nodeAt(rule, [field]);
  if (list?.kind === 'unknown') return undefined;
  const items = itemsAt(rule, field);
  const texts = items.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string' && !item.value.includes('${') ? [item.value] : [],
  );
  return texts.length < items.length ? undefined : texts;
}

function isForAccount({ root, ...binding }: KubernetesObject, of: Account): boolean | { readonly why: string } {
  const why = `whom ${partOf({ root, ...binding }).title} is for is not known`;
  if (nodeAt(root, ['subjects'])?.kind === 'unknown') return { why };
  const verdicts = itemsAt(root, 'subjects').map((subject) => isAccount(subject, of));
  if (verdicts.includes(true)) return true;
  return verdicts.includes('unknown') ? { why } : false;
}

function isAccount(subject: Node, { account, namespace }: Account): boolean | 'unknown' {
  const [kind, name] = [known(stringAt(subject, 'kind')), known(stringAt(subject, 'name'))];
  const [ownName, home] = [known(account), known(namespace)];
  if (kind === undefined || name === undefined || ownName === undefined) return 'unknown';
  if (kind === 'ServiceAccount')
    return name === ownName && mayShareNamespace(stringAt(subject, 'namespace'), namespace);
  if (kind === 'Group' && home === undefined) return name.startsWith('system:serviceaccounts') ? 'unknown' : false;
  if (kind === 'Group') {
    return ['system:authenticated', 'system:serviceaccounts', `system:serviceaccounts:${home}`].includes(name);
  }
  return name === `system:serviceaccount:${home}:${ownName}`
    ? true
    : name.startsWith('system:') && home === undefined && 'unknown';
}
