import type { Node } from '@backlint/source/node';
import { isWritten, mappingAt, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { ArgoApplication } from '../argo-cd/application.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { kubernetesObjectFrom } from '../kubernetes/kubernetes-object.ts';
import type { UnknownObjects } from '../unknown-objects.ts';
import { isClusterChart, renderClusterChart } from './cluster-chart.ts';
import type { HelmRelease } from './helm-release.ts';

/** The objects that a release makes, or what is not known of it. */
export interface ReleaseObjects {
  readonly objects: readonly KubernetesObject[];
  readonly unknown: readonly UnknownObjects[];
}

const none: ReleaseObjects = { objects: [], unknown: [] };

/** What a Flux `HelmRelease` of CloudNativePG's `cluster` chart makes; nothing for any other object. */
export function readFluxRelease({ group, kind, root, name, namespace, origin }: KubernetesObject): ReleaseObjects {
  if (group !== 'helm.toolkit.fluxcd.io' || kind !== 'HelmRelease') return none;
  const called = known(name) ?? 'without a name';
  const chart =
    known(stringAt(root, 'spec', 'chart', 'spec', 'chart')) ?? known(stringAt(root, 'spec', 'chartRef', 'name'));
  const releaseName = stringAt(root, 'spec', 'releaseName');
  const target = stringAt(root, 'spec', 'targetNamespace');
  const release: HelmRelease = {
    title: `HelmRelease ${called}`,
    releaseName: releaseName.kind === 'absent' ? name : releaseName,
    namespace: target.kind === 'absent' ? namespace : target,
    chart: chart ?? '',
    repository: known(stringAt(root, 'spec', 'chart', 'spec', 'sourceRef', 'name')),
    version: known(stringAt(root, 'spec', 'chart', 'spec', 'version')),
    values: mappingAt(root, 'spec', 'values') ?? emptyValues(root),
    origin,
  };
  if (!isClusterChart(release)) return none;
  if (isWritten(root, 'spec', 'valuesFrom')) return unknownRelease(release, 'some of its values come from elsewhere');
  return renderRelease(release);
}

/** What an Argo CD Application of the same chart makes. */
export function readArgoRelease({
  title,
  chart,
  repository,
  helm,
  namespace,
  origin,
}: ArgoApplication): ReleaseObjects {
  const name = title.split(' ').at(-1) ?? '';
  const releaseName = helm ? stringAt(helm, 'releaseName') : { kind: 'absent' as const, origin };
  const release: HelmRelease = {
    title,
    releaseName: releaseName.kind === 'absent' ? { kind: 'written', value: name, origin } : releaseName,
    namespace,
    chart: chart ?? '',
    repository,
    version: undefined,
    values:
      (helm && mappingAt(helm, 'valuesObject')) ?? emptyValues(helm ?? { kind: 'mapping', entries: new Map(), origin }),
    origin,
  };
  if (!isClusterChart(release)) return none;
  if (helm && ['values', 'valueFiles', 'parameters'].some((field) => isWritten(helm, field))) {
    return unknownRelease(release, 'its values are not all in valuesObject');
  }
  return renderRelease(release);
}

function renderRelease(release: HelmRelease): ReleaseObjects {
  const roots = renderClusterChart(release);
  if (!roots) return unknownRelease(release, 'its name comes from a template');
  return { objects: roots.flatMap((root) => kubernetesObjectFrom(root) ?? []), unknown: [] };
}

function unknownRelease({ title, origin }: HelmRelease, why: string): ReleaseObjects {
  return { objects: [], unknown: [{ what: `${title} of the cluster chart`, why, origin }] };
}

function emptyValues({ origin }: Node): Node {
  return { kind: 'mapping', entries: new Map(), origin };
}
