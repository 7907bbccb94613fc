import type { Diagnostic } from '@backlint/source/diagnostic';
import { directoryOf } from '@backlint/source/source-tree';
import type { HelmContext } from '../helm/helm-context.ts';
import { plainRelease } from '../helm/local-chart.ts';
import { readRelease } from '../helm/read-release.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import type { UnknownObjects } from '../unknown-objects.ts';
import type { DeployedObjects } from './deployed-objects.ts';
import { isTest } from './loose-manifests.ts';

/**
 * What charts make that no tool of the repository installs, with the values they bring along: a chart in another one's
 * `charts/` is part of that, and a library makes nothing. `dormant` says why they may not be installed at all.
 */
export function readPlainCharts(installed: ReadonlySet<string>, helm: HelmContext, dormant?: string): DeployedObjects {
  const objects: KubernetesObject[] = [];
  const unknown: UnknownObjects[] = [];
  const diagnostics: Diagnostic[] = [];
  const { paths } = helm.tree;
  for (const path of paths) {
    if (!/(^|\/)Chart\.yaml$/.test(path) || installed.has(path) || isTest(path)) continue;
    if (isPartOfChart(directoryOf(path), paths)) continue;
    const directory = directoryOf(path);
    const release = plainRelease(directory, helm.tree);
    if (!release) continue;
    const { title, origin } = release;
    const made = readRelease(release, helm);
    const deployment = { kind: 'helm' as const, title, path: directory, environment: '', origin };
    const placed = { ...deployment, ...(dormant === undefined ? {} : { dormant }) };
    for (const object of made.objects) objects.push({ ...object, deployment: placed });
    for (const one of made.unknown) unknown.push(one);
    for (const trouble of made.diagnostics) diagnostics.push(trouble);
  }
  return { objects, unknown, diagnostics, files: new Set() };
}

function isPartOfChart(directory: string, paths: readonly string[]): boolean {
  const [, parent] = /^(|.*\/)charts\/[^/]+$/.exec(directory) ?? [];
  return parent !== undefined && paths.includes(`${parent}Chart.yaml`);
}
