import type { Diagnostic } from '@backlint/source/diagnostic';
import { nodeAt } from '@backlint/source/node';
import { isWritten, stringAt } from '@backlint/source/node-values';
import { known } from '@backlint/source/value';
import type { ArgoApplication } from '../argo-cd/application.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { kubernetesObjectFrom } from '../kubernetes/kubernetes-object.ts';
import type { UnknownObjects } from '../unknown-objects.ts';
import { isAppTemplate, renderAppTemplate } from './app-template.ts';
import { argoValuesOf } from './argo-values.ts';
import { chartRequestOf } from './chart-request.ts';
import { isClusterChart, renderClusterChart } from './cluster-chart.ts';
import { fluxReleaseName } from './flux-release-name.ts';
import { fluxValuesOf } from './flux-values.ts';
import type { HelmContext } from './helm-context.ts';
import type { HelmRelease } from './helm-release.ts';
import { chartDirectory, holdsDatabases, mayHoldDatabases } from './local-chart.ts';
import { noValues } from './merge-values.ts';
import { objectsInChart } from './rendered-chart.ts';

/** The objects that a release makes, or what is not known of it. */
export interface ReleaseObjects {
  readonly objects: readonly KubernetesObject[];
  readonly unknown: readonly UnknownObjects[];
  readonly diagnostics: readonly Diagnostic[];
}

const none: ReleaseObjects = { objects: [], unknown: [], diagnostics: [] };

/** What a Flux `HelmRelease` makes; nothing for any other object. `objects` are where its values may come from. */
export function readFluxRelease(
  release: KubernetesObject,
  objects: readonly KubernetesObject[],
  helm: HelmContext,
): ReleaseObjects {
  const { group, kind, root, name, namespace, origin } = release;
  if (group !== 'helm.toolkit.fluxcd.io' || kind !== 'HelmRelease') return none;
  const chart = known(stringAt(root, 'spec', 'chart', 'spec', 'chart'));
  const isLocal = known(stringAt(root, 'spec', 'chart', 'spec', 'sourceRef', 'kind')) === 'GitRepository';
  const target = stringAt(root, 'spec', 'targetNamespace');
  return readRelease(
    {
      title: `HelmRelease ${known(name) ?? 'without a name'}`,
      releaseName: fluxReleaseName(root, name),
      namespace: target.kind === 'absent' ? namespace : target,
      chart: chart ?? known(stringAt(root, 'spec', 'chartRef', 'name')) ?? '',
      repository: known(stringAt(root, 'spec', 'chart', 'spec', 'sourceRef', 'name')),
      version: known(stringAt(root, 'spec', 'chart', 'spec', 'version')),
      directory: isLocal ? chartDirectory(chart, helm.tree) : undefined,
      values: fluxValuesOf(release, objects, helm.tree),
      origin,
    },
    helm,
    isWritten(root, 'spec', 'postRenderers') ? 'what its postRenderers change is not known' : undefined,
  );
}

/** What the chart of an Argo CD Application makes; nothing for a directory without a chart. */
export function readArgoRelease(application: ArgoApplication, helm: HelmContext): ReleaseObjects {
  const { title, path, chart, repository, namespace, origin } = application;
  const directory = chartDirectory(path, helm.tree);
  if (chart === undefined && directory === undefined) return none;
  const settings = application.helm ?? noValues(origin);
  const releaseName = stringAt(settings, 'releaseName');
  const name = title.split(' ').at(-1) ?? '';
  return readRelease(
    {
      title,
      releaseName: releaseName.kind === 'absent' ? { kind: 'written', value: name, origin } : releaseName,
      namespace,
      chart: chart ?? '',
      repository,
      version: undefined,
      directory,
      values: argoValuesOf(settings, path, helm.tree),
      origin,
    },
    helm,
  );
}

/** The objects of a release: by its values for the chart that is understood, else as Helm rendered its chart. */
export function readRelease(release: HelmRelease, helm: HelmContext, changes?: string): ReleaseObjects {
  const { directory, chart, repository } = release;
  if (directory !== undefined) {
    if (!mayHoldDatabases(directory, helm.tree)) return none;
    return changes === undefined ? readLocalChart(release, helm) : unknownRelease(release, changes);
  }
  if (isClusterChart(release)) {
    const doubt = changes ?? clusterDoubt(release);
    return doubt === undefined ? readClusterChart(release) : unknownRelease(release, doubt);
  }
  if (isAppTemplate(release) && changes === undefined) {
    return { ...none, objects: renderAppTemplate(release).flatMap((root) => kubernetesObjectFrom(root) ?? []) };
  }
  if (!holdsDatabases(chart, repository)) return none;
  return unknownRelease(release, 'its chart is not in this repository');
}

function readLocalChart(release: HelmRelease, { tree, rendered, requests, done }: HelmContext): ReleaseObjects {
  const request = chartRequestOf(release);
  if (typeof request === 'string') return unknownRelease(release, request);
  const answer = rendered.get(request.key);
  if (!answer) {
    requests.set(request.key, request);
    return unknownRelease(release, 'only Helm can render its chart, and Helm was not run');
  }
  if (answer.kind === 'failed') return unknownRelease(release, answer.why);
  if (release.directory !== undefined) done.add(release.directory);
  const { result, diagnostics } = objectsInChart(answer.text, release, tree);
  return { objects: result, unknown: [], diagnostics };
}

function readClusterChart(release: HelmRelease): ReleaseObjects {
  const roots = renderClusterChart(release);
  if (!roots) return unknownRelease(release, 'its name comes from a template');
  return { ...none, objects: roots.flatMap((root) => kubernetesObjectFrom(root) ?? []) };
}

/** Values that decide which objects the cluster chart makes: without them nothing about it is certain. */
const decisive = [
  ['fullnameOverride'],
  ['nameOverride'],
  ['mode'],
  ['backups', 'enabled'],
  ['backups', 'method'],
  ['backups', 'pluginConfiguration', 'name'],
  ['backups', 'scheduledBackups'],
] as const;

/** Why it is not certain which objects a release of the cluster chart makes, if it is not. */
export function clusterDoubt({ values }: HelmRelease): string | undefined {
  for (const path of decisive) {
    const node = nodeAt(values, path);
    if (node?.kind === 'unknown') return `its ${path.join('.')} is not known: ${node.why}`;
  }
  return undefined;
}

function unknownRelease({ title, chart, directory, origin }: HelmRelease, why: string): ReleaseObjects {
  const of = directory === undefined ? `the ${chart} chart` : `the chart ${directory || '.'}`;
  const what = title.startsWith('chart ') ? title : `${title} of ${of}`;
  return { ...none, unknown: [{ what, why, origin }] };
}
