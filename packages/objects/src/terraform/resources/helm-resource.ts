import type { Read } from '@backlint/source/diagnostic';
import type { MappingNode } from '@backlint/source/node';
import { itemsAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { isClusterChart, renderClusterChart } from '../../helm/cluster-chart.ts';
import type { HelmRelease } from '../../helm/helm-release.ts';
import { holdsDatabases } from '../../helm/local-chart.ts';
import { clusterDoubt } from '../../helm/read-release.ts';
import { helmValuesOf } from './helm-values.ts';
import { sentManifest } from './manifest.ts';
import type { ResourceObjects } from './resource-objects.ts';

/** The objects that a `helm_release` installs, for charts that are understood by their values. */
export function readHelmResource(address: string, body: MappingNode, at: Origin): Read<ResourceObjects> {
  const { result: values, diagnostics } = helmValuesOf(body);
  const chart = (known(stringAt(body, 'chart')) ?? '').replace(/\/+$/, '').replace(/^.*\//, '');
  const release: HelmRelease = {
    title: address,
    releaseName: stringAt(body, 'name'),
    namespace: stringAt(body, 'namespace'),
    chart,
    repository: repositoryOf(body),
    version: known(stringAt(body, 'version')),
    values,
    origin: at,
  };
  return { result: objectsOf(release), diagnostics };
}

function objectsOf(release: HelmRelease): ResourceObjects {
  const { title, chart, values, origin } = release;
  const what = `${title} of the ${chart} chart`;
  if (isClusterChart(release)) {
    const doubt = clusterDoubt(release);
    const objects = doubt === undefined ? renderClusterChart(release) : undefined;
    if (objects) return { objects, unknown: [] };
    return { objects: [], unknown: [{ what, why: doubt ?? 'the name of the release is not known', origin }] };
  }
  // Charts of this name hold manifests in their values and nothing else.
  if (chart === 'raw')
    return { objects: itemsAt(values, 'resources').flatMap((node) => sentManifest(node) ?? []), unknown: [] };
  if (!holdsDatabases(chart, release.repository)) return { objects: [], unknown: [] };
  return { objects: [], unknown: [{ what, why: 'its chart is not in this repository', origin }] };
}

function repositoryOf(body: MappingNode): string | undefined {
  const repository = known(stringAt(body, 'repository'));
  const chart = known(stringAt(body, 'chart')) ?? '';
  return repository ?? (chart.includes('/') ? chart.replace(/\/[^/]*$/, '') : undefined);
}
