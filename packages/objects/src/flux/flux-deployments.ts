import type { Diagnostic } from '@backlint/source/diagnostic';
import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import type { SourceTree } from '@backlint/source/source-tree';
import type { Deployment } from '../deployment.ts';
import type { Build } from '../deployments/build.ts';
import type { DeployedObjects } from '../deployments/deployed-objects.ts';
import { inNoEnvironment } from '../deployments/in-no-environment.ts';
import { installReleases } from '../deployments/install-releases.ts';
import { troublesOf } from '../deployments/troubles.ts';
import type { HelmContext } from '../helm/helm-context.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { kubernetesObjectsOf } from '../kubernetes/kubernetes-objects.ts';
import { settleTemplates } from '../kubernetes/settle-templates.ts';
import type { UnknownObjects } from '../unknown-objects.ts';
import { entryKey, environmentsOf } from './environments.ts';
import { type FluxKustomization, fluxKustomizeGroup, readFluxKustomization } from './flux-kustomization.ts';
import { overlayFields } from './overlay-fields.ts';
import { readResourceSet } from './resource-set.ts';
import { substituteNode } from './substitute-node.ts';
import { type Variables, variablesOf } from './variables.ts';

const mostDeployments = 2_000;

/**
 * What Flux deploys from a tree. It starts from the Kustomizations that no other one applies (a cluster's entry, such as
 * `gotk-sync.yaml`), builds each with its patches, components and variables, and goes on with the Kustomizations found in
 * the result: those carry what their parent patched into them. Everything below one entry belongs to one cluster, and so do
 * entries that never make the same object.
 */
export function readFluxDeployments(
  manifests: readonly KubernetesObject[],
  tree: SourceTree,
  build: Build,
  helm: HelmContext,
): DeployedObjects {
  const written = manifests.flatMap(kustomizationsOf);
  const entries = entriesOf(written, build);
  const begin = (): State => ({
    manifests,
    tree,
    build,
    objects: [],
    unknown: [],
    files: new Set(),
    diagnostics: [],
    done: new Set(),
    met: [],
  });
  const once = begin();
  for (const entry of entries) deploy(entry, { environment: entryKey(entry), cluster: '' }, once);
  const environments = environmentsOf(entries, once.objects);
  // Only now is it known which entries share what they both lead to, and which have it twice.
  const state = environments.size === 0 ? once : begin();
  if (environments.size > 0) {
    const apart = certainlyApart(once.met);
    for (const entry of entries) {
      const key = entryKey(entry);
      deploy(entry, { environment: environments.get(key) ?? '', cluster: apart.has(key) ? key : '' }, state);
    }
  }
  const objects = environments.size > 0 ? state.objects : state.objects.map(inNoEnvironment);
  const installed = installReleases(objects, helm);
  return {
    objects: [...objects, ...installed.objects],
    unknown: [...state.unknown, ...installed.unknown],
    files: state.files,
    diagnostics: [...state.diagnostics, ...installed.diagnostics],
  };
}

interface State {
  readonly manifests: readonly KubernetesObject[];
  readonly tree: SourceTree;
  readonly build: Build;
  readonly objects: KubernetesObject[];
  readonly unknown: UnknownObjects[];
  readonly files: Set<string>;
  readonly diagnostics: Diagnostic[];
  readonly done: Set<string>;
  readonly met: Meeting[];
}

/** A Kustomization that an entry leads to. */
interface Meeting {
  readonly title: string;
  readonly file: string;
  readonly entry: string;
}

/** The entries that lead to Kustomizations of one name in two files: no cluster has both. */
function certainlyApart(met: readonly Meeting[]): ReadonlySet<string> {
  const named = new Map<string, Meeting[]>();
  for (const one of met) named.set(one.title, [...(named.get(one.title) ?? []), one]);
  return new Set(
    [...named.values()].flatMap((some) =>
      some
        .filter(({ file, entry }) => some.some((other) => other.file !== file && other.entry !== entry))
        .map(({ entry }) => entry),
    ),
  );
}

/** The Kustomizations whose file no other one's build uses; all of them where they only lead to each other. */
function entriesOf(kustomizations: readonly FluxKustomization[], build: Build): readonly FluxKustomization[] {
  const files = new Map(kustomizations.map(({ path }) => [path, new Set(build(path)?.result.files ?? [])]));
  const entries = kustomizations.filter(
    (one) =>
      !kustomizations.some(
        (other) => other.path !== one.path && files.get(other.path)?.has(one.origin.range.file.path),
      ),
  );
  return entries.length > 0 ? entries : kustomizations;
}

/** Where a deployment goes: what its objects are marked with, and within what each Kustomization is deployed once. */
interface Goal {
  readonly environment: string;
  readonly cluster: string;
}

function deploy(kustomization: FluxKustomization, goal: Goal, state: State): void {
  const key = `${goal.cluster} ${signatureOf(kustomization)}`;
  state.met.push({
    title: kustomization.title,
    file: kustomization.origin.range.file.path,
    entry: goal.environment,
  });
  if (state.done.has(key) || state.done.size >= mostDeployments) return;
  state.done.add(key);
  state.files.add(kustomization.origin.range.file.path);
  const built = state.build(kustomization.path, overlayFields(kustomization));
  if (!built) {
    state.unknown.push({
      what: `${kustomization.title}, path ${kustomization.path || '.'}`,
      why: 'its path is not in this repository',
      origin: kustomization.origin,
    });
    return;
  }
  for (const file of built.result.files) state.files.add(file);
  for (const trouble of troublesOf(built)) state.diagnostics.push(trouble);
  for (const unknown of built.result.unknown) state.unknown.push(unknown);
  if (built.result.refused !== undefined) {
    state.unknown.push({ what: kustomization.title, why: built.result.refused, origin: kustomization.origin });
    return;
  }
  const deployment = deploymentOf(kustomization, goal.environment);
  const variables = kustomization.postBuild
    ? variablesOf(kustomization, [...state.objects, ...state.manifests])
    : undefined;
  for (const { root } of built.result.resources) {
    for (const object of kubernetesObjectsOf(fillIn(root, variables))) {
      state.objects.push({ ...object, deployment });
      for (const nested of kustomizationsOf(object)) deploy(nested, goal, state);
    }
  }
}

/** The same object with the same contents, found on two ways in one cluster, is one deployment. */
function signatureOf({ title, path, origin, spec }: FluxKustomization): string {
  const { range } = origin;
  return [title, path, range.file.path, range.start, contentOf(spec)].join(' ');
}

function contentOf(node: Node): string {
  if (node.kind === 'scalar') return String(node.value);
  if (node.kind === 'unknown') return '?';
  if (node.kind === 'sequence') return `[${node.items.map(contentOf).join(',')}]`;
  return `{${Array.from(node.entries, ([key, { value }]) => `${key}:${contentOf(value)}`).join(',')}}`;
}

function deploymentOf({ title, path, origin, suspended }: FluxKustomization, environment: string): Deployment {
  return { kind: 'flux', title, path, environment, origin, ...(suspended === undefined ? {} : { suspended }) };
}

/** Without `postBuild` Flux fills in nothing; a parent usually patches one in, so a template is unknown rather than text. */
function fillIn(root: MappingNode, variables: Variables | undefined): MappingNode {
  if (!variables || isLeftAlone(root)) return settleTemplates(root);
  const filled = substituteNode(root, variables.known, variables.unset);
  return filled.kind === 'mapping' ? filled : root;
}

function isLeftAlone(root: MappingNode): boolean {
  return ['labels', 'annotations'].some((field) => {
    const mark = nodeAt(root, ['metadata', field, `${fluxKustomizeGroup}/substitute`]);
    return mark?.kind === 'scalar' && mark.value === 'disabled';
  });
}

function kustomizationsOf(object: KubernetesObject): readonly FluxKustomization[] {
  const { group, kind } = object;
  if (group === 'fluxcd.controlplane.io' && kind === 'ResourceSet') return readResourceSet(object);
  const read = group === fluxKustomizeGroup && kind === 'Kustomization' ? readFluxKustomization(object) : undefined;
  return read ? [read] : [];
}
