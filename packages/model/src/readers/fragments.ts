import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { isWritten, itemsAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { Named } from '../link.ts';
import { partOf } from './part-of.ts';

/** Objects that the operator could create as they stand, and pieces (patches, test assertions) that mean nothing alone. */
export interface WholesAndFragments {
  readonly wholes: readonly KubernetesObject[];
  readonly fragments: readonly KubernetesObject[];
}

/** What an object of a kind cannot be created without, and what a patch therefore leaves out. */
const indispensable = {
  Cluster: [['spec', 'storage']],
  ScheduledBackup: [['spec', 'schedule']],
  Backup: [['spec', 'cluster']],
  ObjectStore: [['spec', 'configuration', 'destinationPath']],
  CronJob: [['spec', 'schedule']],
} as const;

/** Tells the whole objects of one kind from the fragments. */
export function separateFragments(
  objects: readonly KubernetesObject[],
  kind: keyof typeof indispensable,
): WholesAndFragments {
  const wholes = objects.filter(
    (object) =>
      indispensable[kind].every((path) => isWritten(object.root, ...path)) &&
      (kind !== 'CronJob' || runsSomething(object)) &&
      !isAssertion(object) &&
      !patches(object, objects),
  );
  return { wholes, fragments: objects.filter((object) => !wholes.includes(object)) };
}

/** A patch that misses the name of the container leaves one more behind, which has no image. */
function runsSomething({ root }: KubernetesObject): boolean {
  const containers = itemsAt(root, 'spec', 'jobTemplate', 'spec', 'template', 'spec', 'containers');
  return containers.some((container) => isWritten(container, 'image'));
}

/** A fragment as something that a reference can mean. */
export function namedFragment(object: KubernetesObject): Named {
  return { ...partOf(object), namespace: object.namespace, name: object.name };
}

/** What tests of charts and operators (kuttl, chainsaw) compare the cluster with: objects, of which any part may be left out. */
function isAssertion({ origin }: KubernetesObject): boolean {
  return /(^|[/-])(assert|errors)\.ya?ml$/.test(origin.range.file.path);
}

/** A ScheduledBackup that names no cluster is a patch of its schedule, if another one of that name is there to patch. */
function patches({ kind, root, name }: KubernetesObject, objects: readonly KubernetesObject[]): boolean {
  if (kind !== 'ScheduledBackup' || isWritten(root, 'spec', 'cluster')) return false;
  return objects.some((other) => known(other.name) === known(name) && isWritten(other.root, 'spec', 'cluster'));
}
