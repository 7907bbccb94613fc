import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Deployment } from '../deployment.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { kubernetesObjectsOf } from '../kubernetes/kubernetes-objects.ts';
import { settleTemplates } from '../kubernetes/settle-templates.ts';
import type { UnknownObjects } from '../unknown-objects.ts';
import type { Build } from './build.ts';
import type { DeployedObjects } from './deployed-objects.ts';
import { troublesOf } from './troubles.ts';

/**
 * What the kustomizations deploy that no other one uses as a base: in a repository without a deployment tool those are
 * what people apply. `dormant` says why they may not be applied at all, where a tool names other directories.
 */
export function readRootKustomizations(
  roots: readonly { readonly directory: string; readonly file: Deployment['origin'] }[],
  build: Build,
  dormant?: string,
): DeployedObjects {
  const objects: KubernetesObject[] = [];
  const unknown: UnknownObjects[] = [];
  const files = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const { directory, file } of roots) {
    const built = build(directory);
    if (!built) continue;
    for (const path of built.result.files) files.add(path);
    for (const trouble of troublesOf(built)) diagnostics.push(trouble);
    for (const one of built.result.unknown) unknown.push(one);
    if (built.result.refused !== undefined) {
      unknown.push({ what: `kustomization ${directory || '.'}`, why: built.result.refused, origin: file });
      continue;
    }
    const deployment: Deployment = {
      kind: 'kustomize',
      title: `kustomization ${directory || '.'}`,
      path: directory,
      environment: '',
      origin: file,
      ...(dormant === undefined ? {} : { dormant }),
    };
    for (const { root } of built.result.resources) {
      for (const object of kubernetesObjectsOf(settleTemplates(root))) objects.push({ ...object, deployment });
    }
  }
  return { objects, unknown, files, diagnostics };
}
