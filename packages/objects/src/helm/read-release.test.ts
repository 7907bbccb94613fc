import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readObjects } from '../read-objects.ts';

const kustomization = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { namespace: flux-system, name: apps }
spec: { path: ./apps }
`;

function release(values: string, more = ''): string {
  return `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { namespace: shop, name: orders }
spec:
  chart: { spec: { chart: cluster, sourceRef: { kind: HelmRepository, name: cloudnative-pg } } }
${more}  values: ${values}
`;
}

test('a HelmRelease of the cluster chart is the cluster and the schedules it makes', () => {
  const tree = memoryTree({
    'flux/apps.yaml': kustomization,
    'apps/release.yaml': release('{ backups: { enabled: true } }'),
  });
  expect(readObjects(tree).result.objects.map(({ address }) => address)).toEqual([
    'postgresql.cnpg.io/Cluster/shop/orders-cluster',
    'postgresql.cnpg.io/ScheduledBackup/shop/orders-cluster-daily-backup',
    'core/Secret/shop/orders-cluster-backup-s3-creds',
  ]);
});

test('one whose values are not all there is unknown, not empty', () => {
  const valuesFrom = '  valuesFrom: [{ kind: ConfigMap, name: values }]\n';
  const tree = memoryTree({ 'flux/apps.yaml': kustomization, 'apps/release.yaml': release('{}', valuesFrom) });
  const { objects, unknown } = readObjects(tree).result;
  expect(objects).toEqual([]);
  expect(unknown.map(({ what }) => what)).toEqual(['HelmRelease orders of the cluster chart']);
});

test('an Argo CD Application of the cluster chart is understood by its valuesObject', () => {
  const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: pg-cluster, namespace: argocd }
spec:
  destination: { namespace: shop }
  source:
    repoURL: https://cloudnative-pg.github.io/charts
    chart: cluster
    helm: { valuesObject: { cluster: { instances: 2 } } }
`;
  const { objects } = readObjects(memoryTree({ 'app.yaml': application })).result;
  expect(objects.map(({ address }) => address)).toEqual(['postgresql.cnpg.io/Cluster/shop/pg-cluster']);
});
