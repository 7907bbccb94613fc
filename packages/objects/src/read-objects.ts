import type { Comment } from '@backlint/source/comment';
import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { MappingNode } from '@backlint/source/node';
import { directoryOf, rememberingTree, type SourceTree } from '@backlint/source/source-tree';
import { readArgoDeployments } from './argo-cd/argo-deployments.ts';
import type { Build } from './deployments/build.ts';
import type { DeployedObjects } from './deployments/deployed-objects.ts';
import { environmentsByAddress } from './deployments/environments-by-address.ts';
import { findKustomizations, type KustomizationDirectory } from './deployments/find-kustomizations.ts';
import { installReleases } from './deployments/install-releases.ts';
import { deploymentOf, looseManifests } from './deployments/loose-manifests.ts';
import { readPlainCharts } from './deployments/plain-charts.ts';
import { readRootKustomizations } from './deployments/root-kustomizations.ts';
import { judgedGroups } from './deployments/troubles.ts';
import { readFluxDeployments } from './flux/flux-deployments.ts';
import { generatedResources } from './flux/generated-kustomization.ts';
import { gitIgnored } from './git-ignored.ts';
import type { ChartRequest, RenderedChart } from './helm/chart-request.ts';
import type { HelmContext } from './helm/helm-context.ts';
import { accessWords, isAccess } from './kubernetes/access-kinds.ts';
import { configMapsNamed, namesOfJobConfigMaps } from './kubernetes/job-config-maps.ts';
import type { KubernetesObject } from './kubernetes/kubernetes-object.ts';
import { type Manifests, readManifests } from './kubernetes/read-manifests.ts';
import { eitherRelevance, relevanceOf } from './kubernetes/relevance.ts';
import { isSecretSource, secretWords } from './kubernetes/secret-kinds.ts';
import { isServing, servingRelevance } from './kubernetes/serving-kinds.ts';
import { isSurrounding, surroundingWords } from './kubernetes/surrounding-kinds.ts';
import { withoutLocalValues } from './kubernetes/without-local-values.ts';
import { isDatabaseSurrounding, workloadRelevance } from './kubernetes/workload-kinds.ts';
import { buildKustomization, type YamlCache } from './kustomize/build-kustomization.ts';
import { kustomizationFileOf } from './kustomize/kustomization-file.ts';
import { type DemandedVariable, readDemandedVariables } from './terraform/documented-variables.ts';
import { readTerraform, type TerraformOptions } from './terraform/read-terraform.ts';
import type { BucketExpiry } from './terraform/resources/bucket-expiry.ts';
import type { BucketTrait } from './terraform/resources/bucket-trait.ts';
import type { UnknownObjects } from './unknown-objects.ts';
import { readWildCloud } from './wild-cloud/read-wild-cloud.ts';
import type { WildCloudFiles } from './wild-cloud/wild-cloud-files.ts';

/** The objects a platform would receive from a tree of files, what is unknown of them, and how much was looked at. */
export interface ObjectsRead {
  readonly objects: readonly KubernetesObject[];
  /** Objects that would reach a cluster and that the files do not tell. */
  readonly unknown: readonly UnknownObjects[];
  /** The charts of the tree that have to be rendered for what is unknown of them, to be handed over in `ReadOptions`. */
  readonly charts: readonly ChartRequest[];
  /** The comments of the files that hold those objects, by path. */
  readonly comments: ReadonlyMap<string, readonly Comment[]>;
  /** The Terraform variables that somebody must set, in modules with an example of how to. */
  readonly demandedVariables: readonly DemandedVariable[];
  /** The rules by which buckets that Terraform manages delete what lies in them. */
  readonly bucketExpiries: readonly BucketExpiry[];
  /** What Terraform says of buckets and of what keeps others from losing what lies in them. */
  readonly bucketTraits: readonly BucketTrait[];
  /** The files of Wild Cloud, which are no Kubernetes objects. */
  readonly wildCloud: WildCloudFiles;
  readonly seen: { readonly files: number };
}

/** What decides what a platform would receive, besides the files. */
export interface ReadOptions extends TerraformOptions {
  /** What Helm made of the charts of the tree, by the key of the request for it: backlint's engine runs nothing. */
  readonly renderedCharts?: ReadonlyMap<string, RenderedChart>;
}

/** The kinds and groups that matter for backups or decide what is deployed; documents without them are not even parsed. */
export const words = [
  'cnpg.io',
  'CronJob',
  'kustomize.toolkit.fluxcd.io',
  'Application',
  'ApplicationSet',
  'fluxcd.controlplane.io',
] as const;

const evidence = eitherRelevance(
  eitherRelevance(relevanceOf([...secretWords, ...surroundingWords, ...accessWords]), workloadRelevance),
  servingRelevance,
);

/**
 * Reads every object that matters for backups as it would reach a cluster: through the Flux Kustomizations and Argo CD
 * Applications of the tree where it has any, else through its root kustomizations, else as plain manifests. Flux owns a
 * whole tree, so what it does not reach is not deployed; Applications are often written in another repository, so what
 * they do not reach is kept, and marked as dormant. What Terraform makes comes on top.
 */
export function readObjects(tree: SourceTree, options: ReadOptions = {}): Read<ObjectsRead> {
  const manifests = readManifests(tree, { words, evidence, noted: ['HelmRelease', 'ConfigMap'] });
  const { withNoted } = manifests.result;
  const jobConfigMaps = readJobConfigMaps(tree, manifests.result);
  const written = [...manifests.result.objects, ...jobConfigMaps.objects];
  const remembered = rememberingTree(tree);
  const kustomizations = findKustomizations(remembered);
  const build = buildOnce(remembered);
  const helm: HelmContext = {
    tree: remembered,
    rendered: options.renderedCharts ?? new Map(),
    requests: new Map(),
    done: new Set(),
  };
  const flux = readFluxDeployments(written, tree, build, helm);
  const usesFlux = flux.objects.length > 0;
  const argo = readArgoDeployments(written, tree, build, helm);
  const { result: terraform, diagnostics: terraformTroubles } = readTerraform(tree, options);
  const own = written.filter(({ origin }) => !terraform.files.has(origin.range.file.path));
  const rest = usesFlux
    ? nothing
    : readRest(own, { tree, kustomizations, argo, build, helm, releases: withNoted.get('HelmRelease') ?? [] });

  const deployed = [flux, argo, rest, { ...terraform, diagnostics: terraformTroubles }];
  const everything = deployed.flatMap((part) => part.objects);
  const isOfJob = configMapsNamed(namesOfJobConfigMaps(everything)).isMet;
  const objects = tellApart(
    everything.filter(
      (object) => isJudged(object) || isSecretSource(object) || isTerraformNamespace(object) || isOfJob(object),
    ),
  );
  const { result: wildCloud, diagnostics: wildCloudTroubles } = readWildCloud(remembered, build);
  const isIgnored = gitIgnored(remembered);
  const diagnostics = [...manifests.diagnostics, ...deployed.flatMap((part) => part.diagnostics), ...wildCloudTroubles];
  return {
    result: {
      objects: [...objects, ...undeployed(own, deployed)].map((object) =>
        object.kind === 'Secret' ? withoutLocalValues(object, isIgnored) : object,
      ),
      unknown: deployed.flatMap((part) => part.unknown),
      charts: [...helm.requests.values()],
      demandedVariables: readDemandedVariables(tree),
      bucketExpiries: terraform.bucketExpiries,
      bucketTraits: terraform.bucketTraits,
      wildCloud,
      comments: new Map([...commentsIn(manifests.result, jobConfigMaps), ...terraform.comments, ...wildCloud.comments]),
      seen: { files: manifests.result.seen.files + [...terraform.files].filter(isNotCounted).length },
    },
    diagnostics: onlyOnce(diagnostics).filter((trouble) => !isRendered(trouble, helm)),
  };
}

/** The ConfigMaps in files that CronJobs in files take variables or scripts from. */
function readJobConfigMaps(tree: SourceTree, { objects, withNoted }: Manifests): Manifests {
  const names = namesOfJobConfigMaps(objects);
  const paths = names.size === 0 ? [] : (withNoted.get('ConfigMap') ?? []);
  return readManifests({ ...tree, paths }, { words: [], evidence: configMapsNamed(names) }).result;
}

/** The comments of both, where both have looked into one file. */
function commentsIn(one: Manifests, other: Manifests): ObjectsRead['comments'] {
  const comments = new Map(one.comments);
  for (const [path, more] of other.comments) comments.set(path, [...(comments.get(path) ?? []), ...more]);
  return comments;
}

/** Whether an object is part of a backup, runs a database by itself, watches databases, or decides whom they reach or what jobs may do. */
function isJudged(object: KubernetesObject): boolean {
  return (
    judgedGroups.test(object.group) ||
    isSurrounding(object) ||
    isDatabaseSurrounding(object) ||
    isAccess(object) ||
    isServing(object)
  );
}

/** Terraform gives the namespaces that it manages an order, and others a name to refer to. */
function isTerraformNamespace(object: KubernetesObject): boolean {
  return object.kind === 'Namespace' && object.group === '' && 'terraform' in object;
}

/** Files that are not looked into as manifests anyway. */
function isNotCounted(path: string): boolean {
  return !/\.(?:ya?ml|json)$/.test(path);
}

const nothing: DeployedObjects = { objects: [], unknown: [], files: new Set(), diagnostics: [] };

interface Rest {
  readonly tree: SourceTree;
  readonly kustomizations: readonly KustomizationDirectory[];
  readonly argo: DeployedObjects;
  readonly build: Build;
  readonly helm: HelmContext;
  /** The files that mention a HelmRelease. */
  readonly releases: readonly string[];
}

/** What neither Flux nor Argo CD deploys: charts, root kustomizations, and manifests outside all of them. */
function readRest(
  written: readonly KubernetesObject[],
  { tree, kustomizations, argo, build, helm, releases }: Rest,
): DeployedObjects {
  const candidates = kustomizations.filter(
    ({ isComponent, file }) => !isComponent && !argo.files.has(file.range.file.path),
  );
  const used = new Set(
    candidates.flatMap(({ directory, file }) =>
      (build(directory)?.result.files ?? []).filter((path) => path !== file.range.file.path),
    ),
  );
  const roots = candidates.filter(({ file }) => !used.has(file.range.file.path));
  const dormant = argo.objects.length > 0 ? 'no Argo CD Application in the repository deploys it' : undefined;
  const rendered = readRootKustomizations(roots, build, dormant);
  const charts = tree.paths.filter((path) => /(^|\/)Chart\.yaml$/.test(path)).map(directoryOf);
  const surroundings = {
    kustomizations: new Set(kustomizations.map(({ directory }) => directory)),
    charts: new Set(charts),
    files: new Set([...argo.files, ...rendered.files]),
  };
  // Beside Applications and kustomizations a manifest that neither reaches is a leftover.
  const isLeftover = dormant !== undefined && kustomizations.length > 0;
  const loose = isLeftover ? [] : looseManifests(written, surroundings);
  // Where Flux owns the tree it reads its releases by itself, and nobody has to look for them everywhere.
  const looseReleases = () =>
    isLeftover
      ? []
      : looseManifests(
          readManifests({ ...tree, paths: releases }, { words: ['HelmRelease'] }).result.objects,
          surroundings,
        );
  const released = installReleases([...rendered.objects, ...loose, ...looseReleases()], helm);
  const plain = readPlainCharts(argo.files, helm, dormant);
  return {
    objects: [...rendered.objects, ...released.objects, ...plain.objects, ...loose],
    unknown: [...rendered.unknown, ...released.unknown, ...plain.unknown],
    files: rendered.files,
    diagnostics: [...rendered.diagnostics, ...released.diagnostics, ...plain.diagnostics],
  };
}

/** Builds each directory once, however many ask for it; with an overlay each build is its own. */
function buildOnce(tree: SourceTree): Build {
  const cache: YamlCache = new Map();
  const builds = new Map<string, ReturnType<Build>>();
  const start = (directory: string, overlay?: MappingNode): ReturnType<Build> => {
    if (kustomizationFileOf(tree, directory) !== undefined)
      return buildKustomization(tree, { directory, overlay }, cache);
    const resources = generatedResources(tree, directory);
    return resources.length === 0 ? undefined : buildKustomization(tree, { directory, overlay, resources }, cache);
  };
  return (directory, overlay) => {
    if (overlay) return start(directory, overlay);
    if (!builds.has(directory)) builds.set(directory, start(directory));
    return builds.get(directory);
  };
}

/** Objects of one address in two clusters get the cluster's entry behind it, so that each is somebody of its own. */
function tellApart(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const environments = environmentsByAddress(objects);
  return objects.map((object) => {
    const isShared = (environments.get(object.address)?.size ?? 0) > 1;
    return isShared ? { ...object, address: `${object.address}@${object.deployment?.environment || '.'}` } : object;
  });
}

/**
 * What matters although nothing deploys its file, nor patches anything with it: Secrets, which people may apply by hand, so
 * that nobody can say they are missing, and schedules, which somebody may have forgotten to list.
 */
function undeployed(
  written: readonly KubernetesObject[],
  deployed: readonly { readonly objects: readonly KubernetesObject[]; readonly files: ReadonlySet<string> }[],
): readonly KubernetesObject[] {
  const isMeant = (object: KubernetesObject) => isSecretSource(object) || object.kind === 'ScheduledBackup';
  const read = deployed.flatMap(({ objects, files }) => [
    ...files,
    ...objects.map(({ origin }) => origin.range.file.path),
  ]);
  const files = new Set(read);
  const left = written.filter((object) => isMeant(object) && !files.has(object.origin.range.file.path));
  return left.map((object) => ({ ...object, deployment: { ...deploymentOf(object), dormant: 'nothing deploys it' } }));
}

/** Whether a trouble is that a template is no YAML, and Helm has rendered it. */
function isRendered({ code, at }: Diagnostic, { done }: HelmContext): boolean {
  const [chart] = /^(?:.*\/)?(?=templates\/)/.exec(at.file.path) ?? [];
  if (code !== 'yaml-template' || chart === undefined) return false;
  const directory = chart.replace(/\/$/, '');
  return done.has(directory) || done.has(directory.replace(/\/?charts\/[^/]+$/, ''));
}

/** Several deployments of one base meet the same trouble; one is enough. */
function onlyOnce(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, at }) => {
    const key = `${code} ${at.file.path} ${at.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
