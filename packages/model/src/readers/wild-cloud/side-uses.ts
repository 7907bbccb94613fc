import { podSpec } from '@backlint/objects/kubernetes/cron-job-pod-spec';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { Node } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import type { NamedPlace, SideUses } from '../../wild-cloud.ts';

const podSpecs: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: podSpec,
};

/** What rendered objects refer to that two sides of a restore must not share. */
export function usesOf(objects: readonly KubernetesObject[]): SideUses {
  const pods = objects.flatMap(({ kind, root }) =>
    Object.hasOwn(podSpecs, kind) ? [{ root, path: podSpecs[kind] ?? [] }] : [],
  );
  const containers = pods.flatMap(({ root, path }) =>
    ['initContainers', 'containers'].flatMap((field) => itemsAt(root, ...path, field)),
  );
  return {
    claims: [
      ...objects.flatMap(({ kind, name }) => (kind === 'PersistentVolumeClaim' ? placed(name) : [])),
      ...objects.flatMap(readClaimTemplates),
    ],
    mounts: pods.flatMap(({ root, path }) =>
      itemsAt(root, ...path, 'volumes').flatMap((volume) =>
        placed(stringAt(volume, 'persistentVolumeClaim', 'claimName')),
      ),
    ),
    variables: containers.flatMap((container) => itemsAt(container, 'env').flatMap(readVariable)),
    namespaces: objects.flatMap(({ kind, name, namespace }) => placed(kind === 'Namespace' ? name : namespace)),
    hosts: objects
      .filter(({ kind }) => kind === 'Ingress')
      .flatMap(({ root }) => itemsAt(root, 'spec', 'rules').flatMap((rule) => placed(stringAt(rule, 'host')))),
  };
}

/** What the StatefulSet controller calls the claims of the first pod. */
function readClaimTemplates({ kind, name, root }: KubernetesObject): readonly NamedPlace[] {
  const [owner] = kind === 'StatefulSet' ? placed(name) : [];
  if (!owner) return [];
  return itemsAt(root, 'spec', 'volumeClaimTemplates')
    .flatMap((template) => placed(stringAt(template, 'metadata', 'name')))
    .map((template) => ({ ...template, name: `${template.name}-${owner.name}-0` }));
}

function readVariable(item: Node): readonly (NamedPlace & { readonly value: string })[] {
  const [name] = placed(stringAt(item, 'name'));
  const value = stringAt(item, 'value');
  return name && value.kind === 'written' ? [{ name: name.name, value: value.value, origin: value.origin }] : [];
}

function placed(value: Value<string>): readonly NamedPlace[] {
  return value.kind === 'written' ? [{ name: value.value, origin: value.origin }] : [];
}
