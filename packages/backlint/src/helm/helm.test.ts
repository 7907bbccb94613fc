import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const folders: ReturnType<typeof temporaryFolder>[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(files);
  folders.push(folder);
  return folder.path;
}

const repository = {
  'charts/db/Chart.yaml': 'apiVersion: v2\nname: db\nversion: 1.0.0\n',
  'charts/db/values.yaml': 'instances: 1\nschedule: "0 0 0 * * *"\n',
  'charts/db/templates/_helpers.tpl': '{{- define "db.name" -}}{{ .Release.Name }}-db{{- end -}}\n',
  'charts/db/templates/cluster.yaml': `{{- if .Capabilities.APIVersions.Has "postgresql.cnpg.io/v1" }}
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: {{ include "db.name" . }}
spec:
  instances: {{ .Values.instances }}
  storage: { size: 1Gi }
{{- end }}
---
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  name: {{ include "db.name" . }}
  namespace: {{ .Release.Namespace }}
spec:
  schedule: {{ .Values.schedule | quote }}
  cluster: { name: {{ include "db.name" . }} }
`,
  'values/production.yaml': 'schedule: 0 0 3 * * *\n',
  'app.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: orders, namespace: argocd }
spec:
  destination: { namespace: shop }
  source:
    repoURL: https://example.org/repo
    path: charts/db
    helm:
      valueFiles: [../../values/production.yaml]
      valuesObject: { instances: 3 }
`,
};

const printed = `---
# Source: db/templates/cluster.yaml
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders-db }
spec: { instances: 3, storage: { size: 1Gi } }
`;

/** A folder with a `helm` that keeps what it was given and then does as told. */
function standIn(body: string): string {
  const path = folderWith({ printed });
  const script = `#!/bin/sh
here="\${0%/*}"
printf '%s\\n' "$@" > "$here/arguments"
export -p > "$here/environment"
while read -r line || [ -n "$line" ]; do printf '%s\\n' "$line"; done < values.json > "$here/values"
${body}
`;
  writeFileSync(join(path, 'helm'), script);
  chmodSync(join(path, 'helm'), 0o755);
  return path;
}

const print = 'while read -r line; do printf "%s\\n" "$line"; done < "$here/printed"';

describe.skipIf(process.platform === 'win32')('a stand-in for Helm (which is a shell script: not on Windows)', () => {
  test('is given the chart, the release and its values, and nothing of the user', async () => {
    const bin = standIn(print);
    const env = { PATH: bin, HELM_KUBETOKEN: 'secret', HOME: '/home/somebody' };
    const { code, stdout } = await runIn(folderWith(repository), ['render'], { env });
    expect(code).toBe(0);
    expect(stdout).toContain('# charts/db/templates/cluster.yaml:3, Argo CD Application orders\n');
    expect(stdout).toContain('name: orders-db\n  namespace: shop\n');
    const given = readFileSync(join(bin, 'arguments'), 'utf8').split('\n');
    expect(given.slice(0, 7)).toEqual([
      'template',
      'orders',
      './chart',
      '--namespace',
      'shop',
      '--values',
      'values.json',
    ]);
    expect(JSON.parse(readFileSync(join(bin, 'values'), 'utf8'))).toEqual({ instances: 3, schedule: '0 0 3 * * *' });
    const environment = readFileSync(join(bin, 'environment'), 'utf8');
    expect(environment).not.toMatch(/somebody|KUBETOKEN/);
  });

  test('is asked by check too, whose findings point at the template', async () => {
    const args = ['check', '--only', 'unprotected-database', '--format', 'compact'];
    const { code, stdout } = await runIn(folderWith(repository), args, { env: { PATH: standIn(print) } });
    expect(code).toBe(1);
    expect(stdout).toContain('charts/db/templates/cluster.yaml:3:1');
  });

  test('is asked by baseline too, so that a check with it passes', async () => {
    const path = folderWith(repository);
    const env = { PATH: standIn(print) };
    const only = ['--only', 'unprotected-database'];
    await runIn(path, ['baseline', ...only, '--output', 'known.json'], { env });
    const { code, stdout } = await runIn(path, ['check', ...only, '--baseline', 'known.json'], { env });
    expect(stdout).toContain('No problems, 1 in the baseline');
    expect(code).toBe(0);
    await runIn(path, ['baseline', ...only, '--no-helm', '--output', 'without.json'], { env });
    expect((await runIn(path, ['check', ...only, '--baseline', 'without.json'], { env })).code).toBe(1);
  });

  test('is not run with --no-helm, and not where no chart is', async () => {
    const bin = standIn(print);
    const { stdout } = await runIn(folderWith(repository), ['render', '--no-helm'], { env: { PATH: bin } });
    expect(stdout).toBe(
      '# unknown: Argo CD Application orders of the chart charts/db (app.yaml:3): only Helm can render its chart, and Helm was not run\n',
    );
    await runIn(folderWith({ 'app.yaml': repository['app.yaml'] }), ['check'], { env: { PATH: bin } });
    expect(existsSync(join(bin, 'arguments'))).toBe(false);
  });

  test('is not taken from the folder that is read, nor by a relative path', async () => {
    const path = folderWith({ ...repository, 'bin/helm': '#!/bin/sh\necho ran > "${0%/*}/ran"\n' });
    chmodSync(join(path, 'bin/helm'), 0o755);
    const elsewhere = folderWith({});
    symlinkSync(join(path, 'bin/helm'), join(elsewhere, 'helm'));
    for (const PATH of [join(path, 'bin'), 'bin', '.', elsewhere]) {
      const { stdout } = await runIn(path, ['render'], { env: { PATH } });
      expect(stdout).toContain('Helm was not run');
    }
    expect(existsSync(join(path, 'bin/ran'))).toBe(false);
  });

  test.each([
    ['echo "Error: password: hunter2 is wrong" >&2; exit 1', 'Helm refuses to render it: password: <redacted>'],
    [
      'echo "Error: An error occurred: found in Chart.yaml, but missing in charts/ directory: postgresql, common" >&2; exit 1',
      'it depends on postgresql, common, which is not here; helm dependency build would fetch it',
    ],
    [
      'while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done',
      'Helm was stopped, because it wrote too much',
    ],
  ])('that does %j leaves the database unknown, with the reason', async (body, why) => {
    const { stdout, code } = await runIn(folderWith(repository), ['render'], { env: { PATH: standIn(body) } });
    expect(code).toBe(1);
    expect(stdout).toContain(`# unknown: Argo CD Application orders of the chart charts/db (app.yaml:3): ${why}`);
    expect(stdout).not.toContain('hunter2');
  });

  test('never sees what a link in a chart leads to', async () => {
    const path = folderWith({ ...repository, 'outside.txt': 'hunter2' });
    symlinkSync(join(path, 'outside.txt'), join(path, 'charts/db/templates/link.txt'));
    const bin = standIn(`[ -e chart/templates/cluster.yaml ] && ! [ -e chart/templates/link.txt ] || exit 1\n${print}`);
    const { stdout } = await runIn(path, ['render'], { env: { PATH: bin } });
    expect(stdout).toContain('name: orders-db');
  });

  test('is not given a name or namespace that Helm could take for an option', async () => {
    const bin = standIn(print);
    const files = {
      ...repository,
      'app.yaml': repository['app.yaml'].replace('namespace: shop', 'namespace: --debug'),
    };
    const { stdout } = await runIn(folderWith(files), ['render'], { env: { PATH: bin } });
    expect(stdout).toContain('Helm would refuse the namespace of the release');
    expect(existsSync(join(bin, 'arguments'))).toBe(false);
  });
});

const isThere = spawnSync('helm', ['version'], { env: process.env }).status === 0;

describe.skipIf(!isThere)('Helm itself (skipped where there is no helm on the search path)', () => {
  const env = { PATH: process.env.PATH };

  test('renders a chart as an Application installs it', async () => {
    const { code, stdout, stderr } = await runIn(folderWith(repository), ['render'], { env });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`# charts/db/templates/cluster.yaml:3, Argo CD Application orders
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: orders-db
  namespace: shop
spec:
  instances: 3
  storage:
    size: 1Gi
---
# charts/db/templates/cluster.yaml:12, Argo CD Application orders
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata:
  name: orders-db
  namespace: shop
spec:
  cluster:
    name: orders-db
  schedule: 0 0 3 * * *
`);
  });

  test('renders a chart that nothing installs with its own values', async () => {
    const { 'app.yaml': _, ...charts } = repository;
    const { stdout } = await runIn(folderWith(charts), ['render'], { env });
    expect(stdout).toContain('# charts/db/templates/cluster.yaml:12, chart charts/db\n');
    expect(stdout).toContain('  name: db-db\n  namespace: # unknown: the namespace of the release is not known\n');
    expect(stdout).toContain('schedule: 0 0 0 * * *\n');
  });

  test('renders the Applications that a chart makes, and what they install', async () => {
    const apps = {
      'apps/Chart.yaml': 'apiVersion: v2\nname: apps\nversion: 1.0.0\n',
      'apps/templates/orders.yaml': `{{- range list "orders" "invoices" }}\n---\n${repository['app.yaml'].replace('name: orders', 'name: {{ . }}')}{{- end }}\n`,
      'root.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: root, namespace: argocd }
spec:
  destination: { namespace: argocd }
  source: { repoURL: https://example.org/repo, path: apps }
`,
    };
    const { 'app.yaml': _, ...charts } = repository;
    const { stdout } = await runIn(folderWith({ ...charts, ...apps }), ['render'], { env });
    expect(stdout).toContain('name: orders-db\n');
    expect(stdout).toContain('name: invoices-db\n');
  });

  test('reads no network and no missing dependency', async () => {
    const dependent = `${repository['charts/db/Chart.yaml']}dependencies: [{ name: cluster, version: 0.8.1, repository: "https://cloudnative-pg.github.io/charts" }]\n`;
    const { stdout } = await runIn(folderWith({ ...repository, 'charts/db/Chart.yaml': dependent }), ['render'], {
      env,
    });
    expect(stdout).toContain('it depends on cluster, which is not here');
  });
});
