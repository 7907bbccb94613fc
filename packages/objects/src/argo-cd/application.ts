import type { MappingNode, Node } from '@backlint/source/node';
import { booleanAt, isWritten, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import type { Origin } from '@backlint/source/origin';
import { normalisePath, type SourceTree } from '@backlint/source/source-tree';
import { known, type Value } from '@backlint/source/value';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { generate } from './generators.ts';
import { fillTemplate } from './parameters.ts';

export const argoGroup = 'argoproj.io';

/** One source of an Argo CD Application: a directory of a repository, or a chart. */
export interface ArgoApplication {
  readonly title: string;
  /** Relative to the root of the repository; undefined for a chart. */
  readonly path: string | undefined;
  readonly chart: string | undefined;
  readonly repository: string | undefined;
  /** The cluster it goes to, by the name or address that it is given; undefined where that is not known. */
  readonly cluster: string | undefined;
  /** What namespaced objects get that write none. */
  readonly namespace: Value<string>;
  readonly recurse: boolean;
  readonly include: string | undefined;
  readonly exclude: string | undefined;
  /** Kustomize fields that the Application adds: `namePrefix`, `images`, `patches`, … */
  readonly kustomize: MappingNode | undefined;
  readonly helm: MappingNode | undefined;
  readonly origin: Origin;
}

/** Applications, and the ApplicationSets or sources that cannot be told from the files, with why. */
export interface ArgoApplications {
  readonly applications: readonly ArgoApplication[];
  readonly unknown: readonly { readonly why: string; readonly at: Origin }[];
}

/** Reads an `Application`, or all that an `ApplicationSet` generates. */
export function readArgoApplications(object: KubernetesObject, tree: SourceTree): ArgoApplications {
  if (object.kind === 'Application') return { applications: readApplication(object.root, object.origin), unknown: [] };
  const template = mappingAt(object.root, 'spec', 'template');
  if (!template) return { applications: [], unknown: [] };
  const { parameters, unknown } = generate(itemsAt(object.root, 'spec', 'generators'), tree);
  return {
    applications: parameters.flatMap((set) => readApplication(fillTemplate(template, set), object.origin)),
    unknown: unknown.map((why) => ({ why, at: object.origin })),
  };
}

function readApplication(root: Node, origin: Origin): ArgoApplication[] {
  const name = known(stringAt(root, 'metadata', 'name')) ?? 'unnamed';
  const sources = isWritten(root, 'spec', 'sources')
    ? itemsAt(root, 'spec', 'sources')
    : [mappingAt(root, 'spec', 'source')];
  return sources.flatMap((source) => {
    if (!source) return [];
    const path = stringAt(source, 'path');
    return [
      {
        title: `Argo CD Application ${name}`,
        path: path.kind === 'written' ? normalisePath(path.value) : undefined,
        chart: known(stringAt(source, 'chart')),
        repository: known(stringAt(source, 'repoURL')),
        cluster: clusterOf(root),
        namespace: stringAt(root, 'spec', 'destination', 'namespace'),
        recurse: known(booleanAt(source, 'directory', 'recurse')) === true,
        include: known(stringAt(source, 'directory', 'include')),
        exclude: known(stringAt(source, 'directory', 'exclude')),
        kustomize: mappingAt(source, 'kustomize'),
        helm: mappingAt(source, 'helm'),
        origin,
      },
    ];
  });
}

function clusterOf(root: Node): string | undefined {
  const at = (field: string) => known(stringAt(root, 'spec', 'destination', field));
  const cluster = at('name') ?? at('server');
  return cluster === 'https://kubernetes.default.svc' ? 'in-cluster' : cluster;
}
