import { citation } from '@backlint/source/position';
import { memoryTree, type SourceTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readObjects } from '../read-objects.ts';
import type { RenderedChart } from './chart-request.ts';

const fluxEntry = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { namespace: flux-system, name: apps }
spec: { path: ./apps }
`;

const template = `{{- if .Values.enabled }}
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: {{ .Release.Name }}
{{- end }}
`;

const chart = { 'charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n', 'charts/db/templates/cluster.yaml': template };

const rendered = `---
# Source: db/templates/cluster.yaml
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: orders
`;

function fluxTree(more: string): SourceTree {
  const release = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { namespace: shop, name: orders }
spec:
  chart: { spec: { chart: ./charts/db, sourceRef: { kind: GitRepository, name: repo } } }
${more}`;
  return memoryTree({ ...chart, 'flux/apps.yaml': fluxEntry, 'apps/release.yaml': release });
}

/** What is read once a stand-in for Helm has answered every request. */
function withAnswer(tree: SourceTree, answer: RenderedChart) {
  const { charts } = readObjects(tree).result;
  return readObjects(tree, { renderedCharts: new Map(charts.map(({ key }) => [key, answer])) }).result;
}

test('a chart of the tree is asked for with the name, namespace and values of its release', () => {
  const { charts, objects, unknown } = readObjects(fluxTree('  values: { size: 1Gi }\n')).result;
  expect(charts).toMatchObject([
    { directory: 'charts/db', releaseName: 'orders', namespace: 'shop', values: '{"size":"1Gi"}' },
  ]);
  expect(objects).toEqual([]);
  expect(unknown).toMatchObject([
    { what: 'HelmRelease orders of the chart charts/db', why: 'only Helm can render its chart, and Helm was not run' },
  ]);
});

test('what Helm rendered points at its template, and lives in the namespace of its release', () => {
  const { charts, objects, unknown } = withAnswer(fluxTree(''), { kind: 'rendered', text: rendered });
  expect({ charts, unknown }).toEqual({ charts: [], unknown: [] });
  expect(objects.map(({ address }) => address)).toEqual(['postgresql.cnpg.io/Cluster/shop/orders']);
  const [cluster] = objects;
  expect(cluster && citation(cluster.origin.range)).toBe('charts/db/templates/cluster.yaml:3');
  expect(cluster?.origin.via && citation(cluster.origin.via.range)).toBe('apps/release.yaml:3');
  expect(cluster?.deployment?.title).toBe('Flux Kustomization flux-system/apps');
});

test('several objects of a kind point at the lines of their own', () => {
  const two = { 'charts/db/templates/cluster.yaml': `${template}---\nkind: Cluster\n---\nkind: Cluster\n` };
  const text = `${rendered}${rendered.replace('orders', 'invoices')}`;
  const tree = memoryTree({ ...chart, ...two });
  const { objects } = withAnswer(tree, { kind: 'rendered', text });
  expect(objects.map(({ origin }) => citation(origin.range))).toEqual([
    'charts/db/templates/cluster.yaml:3',
    'charts/db/templates/cluster.yaml:8',
  ]);
});

test('what comes from a packed dependency points at the release', () => {
  const text = rendered.replace('db/templates', 'db/charts/inner/templates');
  const { objects } = withAnswer(fluxTree(''), { kind: 'rendered', text });
  expect(objects.map(({ origin }) => citation(origin.range))).toEqual(['apps/release.yaml:3']);
});

test('a chart that Helm cannot render is unknown, and says why', () => {
  const { objects, unknown } = withAnswer(fluxTree(''), { kind: 'failed', why: 'a dependency is missing' });
  expect(objects).toEqual([]);
  expect(unknown).toMatchObject([{ why: 'a dependency is missing' }]);
});

test('values that are not known are never left out in silence', () => {
  const { charts, unknown } = readObjects(fluxTree('  valuesFrom: [{ kind: Secret, name: sealed }]\n')).result;
  expect(charts).toEqual([]);
  expect(unknown).toMatchObject([
    { why: 'its values are not all known: it comes from the Secret sealed, which is not among the files' },
  ]);
});

test('the objects of post-renderers are not guessed', () => {
  const { charts, unknown } = readObjects(fluxTree('  postRenderers: [{ kustomize: {} }]\n')).result;
  expect(charts).toEqual([]);
  expect(unknown).toMatchObject([{ why: 'what its postRenderers change is not known' }]);
});

test('Flux puts the target namespace before the name of a release, and shortens what is too long for Helm', () => {
  const { charts } = readObjects(fluxTree('  targetNamespace: data\n')).result;
  expect(charts).toMatchObject([{ releaseName: 'data-orders', namespace: 'data' }]);
  const long = 'a'.repeat(60);
  const [shortened] = readObjects(fluxTree(`  releaseName: ${long}\n`)).result.charts;
  // The first digits of the SHA-256 of the name, as Helm's controller writes them.
  expect(shortened?.releaseName).toBe(`${'a'.repeat(40)}-11ee391211c6`);
});

test('a chart that nothing installs is rendered with its own values, in a namespace that nobody knows', () => {
  const tree = memoryTree(chart);
  const { charts } = readObjects(tree).result;
  expect(charts).toMatchObject([{ directory: 'charts/db', releaseName: 'db', values: '{}' }]);
  const [request] = charts;
  const text = rendered.replace('name: orders', `name: orders\n  namespace: ${request?.namespace}`);
  const [object] = withAnswer(tree, { kind: 'rendered', text }).objects;
  expect(object?.namespace).toMatchObject({ kind: 'unknown', why: 'the namespace of the release is not known' });
  expect(object?.deployment).toMatchObject({ kind: 'helm', title: 'chart charts/db', path: 'charts/db' });
});

test('charts within charts, libraries, test charts and charts without databases are not asked for', () => {
  const tree = memoryTree({
    ...chart,
    'charts/db/charts/inner/Chart.yaml': 'name: inner\n',
    'charts/db/charts/inner/templates/a.yaml': template,
    'charts/library/Chart.yaml': 'name: library\ntype: library\n',
    'charts/library/templates/a.yaml': template,
    'charts/web/Chart.yaml': 'name: web\n',
    'charts/web/templates/a.yaml': 'kind: Deployment\n',
    'tests/db/Chart.yaml': 'name: db\n',
    'tests/db/templates/a.yaml': template,
  });
  expect(readObjects(tree).result.charts.map(({ directory }) => directory)).toEqual(['charts/db']);
});

const application = `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: orders, namespace: argocd }
spec:
  destination: { namespace: shop }
  source:
    repoURL: https://example.org/repo
    path: charts/db
    helm:
      releaseName: orders-db
      valueFiles: [values-base.yaml, ../../values/production.yaml, /values/last.yaml]
      values: |
        a: from values
        inline: 1
      parameters:
        - { name: nested.number, value: "7" }
        - { name: nested.text, value: "7", forceString: true }
`;

const valueFiles = {
  'charts/db/values-base.yaml': 'a: base\nb: base\n',
  'values/production.yaml': 'b: production\nlist: [1, 2]\n',
  'values/last.yaml': 'list: [3]\n',
};

test('an Application merges values files, then its values, then its parameters', () => {
  const { charts } = readObjects(memoryTree({ ...chart, ...valueFiles, 'app.yaml': application })).result;
  expect(charts).toHaveLength(1);
  expect(charts[0]).toMatchObject({ releaseName: 'orders-db', namespace: 'shop', directory: 'charts/db' });
  expect(JSON.parse(charts[0]?.values ?? '')).toEqual({
    a: 'from values',
    b: 'production',
    list: [3],
    inline: 1,
    nested: { number: 7, text: '7' },
  });
});

test('a values file that is not there leaves the release unknown, unless it may be missing', () => {
  const files = { ...chart, ...valueFiles, 'values/last.yaml': undefined };
  const present = Object.entries(files).flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const]));
  const tree = memoryTree(new Map([...present, ['app.yaml', application]]));
  const missing = readObjects(tree).result;
  expect(missing.charts).toEqual([]);
  expect(missing.unknown).toMatchObject([
    { why: 'its values are not all known: one of its values files is not in this repository' },
  ]);
  const lenient = application.replace('helm:', 'helm:\n      ignoreMissingValueFiles: true');
  const { charts } = readObjects(memoryTree(new Map([...present, ['app.yaml', lenient]]))).result;
  expect(JSON.parse(charts[0]?.values ?? '')).toMatchObject({ list: [1, 2] });
});
