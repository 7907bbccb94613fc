import { directoryOf } from '@backlint/source/source-tree';
import type { Deployment } from '../deployment.ts';
import type { KubernetesObject } from '../kubernetes/kubernetes-object.ts';
import { kubernetesObjectFrom } from '../kubernetes/kubernetes-object.ts';
import { settleTemplates } from '../kubernetes/settle-templates.ts';

/** What keeps loose manifests from being applied as they stand. */
export interface Surroundings {
  /** The directories that have a kustomization: a file there that it does not name is not deployed. */
  readonly kustomizations: ReadonlySet<string>;
  /** The directories that hold a Helm chart: its templates are no manifests. */
  readonly charts: ReadonlySet<string>;
  /** Files that already take part in a deployment. */
  readonly files: ReadonlySet<string>;
}

/**
 * The manifests that somebody applies as they stand (`kubectl apply -f`): those outside every kustomization, chart and
 * test.
 */
export function looseManifests(
  manifests: readonly KubernetesObject[],
  { kustomizations, charts, files }: Surroundings,
): readonly KubernetesObject[] {
  const loose = manifests.filter(({ origin: { range } }) => {
    const { path } = range.file;
    if (files.has(path) || isTest(path)) return false;
    return !withAncestors(directoryOf(path)).some(
      (directory) => kustomizations.has(directory) || charts.has(directory),
    );
  });
  return loose.flatMap((object) => {
    const settled = kubernetesObjectFrom(settleTemplates(object.root));
    return settled ? [{ ...settled, deployment: deploymentOf(settled) }] : [];
  });
}

/** How manifests count that somebody applies as they stand. */
export function deploymentOf({ origin }: KubernetesObject): Deployment {
  const path = directoryOf(origin.range.file.path);
  return { kind: 'manifests', title: `manifests in ${path || '.'}`, path, environment: '', origin };
}

/** Directories by which test suites (chainsaw, kuttl, Go) and archives are called everywhere. */
const tests = /(^|\/)(tests?|e2e|testdata|\.?archived?|_archive)\//i;

/** Whether a path is in such a directory. */
export function isTest(path: string): boolean {
  return tests.test(path);
}

function withAncestors(directory: string): readonly string[] {
  const all = [directory];
  for (let here = directory; here !== ''; ) {
    here = directoryOf(here);
    all.push(here);
  }
  return all;
}
