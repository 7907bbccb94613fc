import { isAccess } from '@backlint/objects/kubernetes/access-kinds';
import { podSpec } from '@backlint/objects/kubernetes/cron-job-pod-spec';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Node } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, stringAt } from '@backlint/source/node-values';
import { known, orDefault, type Value } from '@backlint/source/value';
import type { ClusterAccess } from '../../access/cluster-access.ts';
import { mayShareNamespace } from '../../link.ts';
import type { Part } from '../../part.ts';
import { readJobProgram } from '../cron-job/job-program.ts';
import { readScriptScope, type ScriptScope } from '../cron-job/script-scope.ts';
import { partOf } from '../part-of.ts';
import { readAccessBindings } from './access-bindings.ts';
import { readAccessRequests } from './access-requests.ts';

/** What the jobs among the CronJobs ask of their cluster with kubectl, and what they may do; those that ask nothing are left out. */
export function readClusterAccesses(
  cronJobs: readonly KubernetesObject[],
  jobs: readonly Part[],
  objects: readonly KubernetesObject[],
): ClusterAccess[] {
  const rights = objects.filter(isAccess);
  return cronJobs.flatMap((object) => {
    const isJob = ({ origin }: Part) => origin === object.origin;
    return jobs.some(isJob) ? readClusterAccess(object, rights) : [];
  });
}

function readClusterAccess(object: KubernetesObject, rights: readonly KubernetesObject[]): ClusterAccess[] {
  const { root, namespace } = object;
  const program = readJobProgram(object);
  const asked = program.scripts.map((script) => {
    const scope = readScriptScope({ variables: program.variables }, script.pipelines);
    return readAccessRequests(script, withOwnNamespace(scope, object));
  });
  const home = known(namespace);
  const requests = asked
    .flatMap((one) => one.requests)
    .map((request) =>
      request.scope.kind === 'namespace' && request.scope.name === home
        ? { ...request, scope: { kind: 'own' as const } }
        : request,
    );
  if (requests.length === 0) return [];
  const account = accountOf(root);
  const declared = rights.find(
    ({ kind, name, namespace: home }) =>
      kind === 'ServiceAccount' && known(name) === known(account) && mayShareNamespace(home, namespace),
  );
  const otherwise = asked.find((one) => one.otherwise !== undefined)?.otherwise ?? otherEntry(root);
  return [
    {
      job: partOf(object),
      namespace,
      account,
      hasToken: tokenOf(root, declared),
      ...(otherwise === undefined ? {} : { otherwise }),
      requests,
      isAccountKnown: declared !== undefined || known(account) === 'default',
      bindings: readAccessBindings(rights, { account, namespace }),
    },
  ];
}

/** A variable that Kubernetes fills with the namespace of the pod. */
function withOwnNamespace(scope: ScriptScope, { root, namespace }: KubernetesObject): ScriptScope {
  const home = known(namespace);
  if (home === undefined) return scope;
  const containers = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')];
  const variables = containers
    .flatMap((container) => itemsAt(container, 'env'))
    .filter((one) => known(stringAt(one, 'valueFrom', 'fieldRef', 'fieldPath')) === 'metadata.namespace')
    .flatMap((one) => known(stringAt(one, 'name')) ?? []);
  return new Map([...variables.map((name) => [name, [home]] as const), ...scope]);
}

function accountOf(root: Node): Value<string> {
  const written = stringAt(root, ...podSpec, 'serviceAccountName');
  return orDefault(written.kind === 'absent' ? stringAt(root, ...podSpec, 'serviceAccount') : written, 'default');
}

/** The pod decides before its account does. */
function tokenOf(root: Node, account: KubernetesObject | undefined): Value<boolean> {
  const ofPod = booleanAt(root, ...podSpec, 'automountServiceAccountToken');
  if (ofPod.kind !== 'absent' || !account) return orDefault(ofPod, true);
  return orDefault(booleanAt(account.root, 'automountServiceAccountToken'), true);
}

/** What brings another identity along: a configuration of kubectl, or a token that the pod asks for itself. */
function otherEntry(root: Node): string | undefined {
  const containers = [...itemsAt(root, ...podSpec, 'initContainers'), ...itemsAt(root, ...podSpec, 'containers')];
  const variables = containers.flatMap((container) => itemsAt(container, 'env'));
  if (variables.some((variable) => known(stringAt(variable, 'name')) === 'KUBECONFIG')) return 'it sets KUBECONFIG';
  if (containers.some((container) => isWritten(container, 'envFrom'))) return 'its environment comes from elsewhere';
  const mounts = containers.flatMap((container) => itemsAt(container, 'volumeMounts'));
  const isEntry = (path: string | undefined) => path === undefined || /\.kube|kubeconfig|serviceaccount/i.test(path);
  return mounts.some((mount) => isEntry(known(stringAt(mount, 'mountPath'))))
    ? 'its volumes bring an identity'
    : undefined;
}
