import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { ChartRequest, RenderedChart } from '@backlint/objects/helm/chart-request';
import { secretRanges } from '@backlint/report/pretty/secret-ranges';
import { visibleText } from '@backlint/report/visible-text';
import { copyChart } from './copy-chart.ts';
import { type ProgramResult, runProgram } from './run-program.ts';

const limits = { milliseconds: 30_000, maximumCharacters: 16 * 1024 * 1024 } as const;

/** Which Kubernetes charts find, whatever the age of the installed Helm. */
const kubernetesVersion = '1.34.0';

/** What charts ask the cluster for before they make a database: CloudNativePG is there, or nothing of it would work. */
const apiVersions = [
  'postgresql.cnpg.io/v1',
  'postgresql.cnpg.io/v1/Cluster',
  'postgresql.cnpg.io/v1/ScheduledBackup',
  'barmancloud.cnpg.io/v1',
  'barmancloud.cnpg.io/v1/ObjectStore',
] as const;

/**
 * Has `helm template` render a chart under the folder `root`: a copy of it, without network and cluster, knowing nothing
 * of the user. Whatever hinders it is why nothing was rendered.
 */
export async function runHelm(program: string, request: ChartRequest, root: string): Promise<RenderedChart> {
  const { directory, releaseName, namespace, values } = request;
  if (!isReleaseName(releaseName)) return { kind: 'failed', why: 'Helm would refuse the name of the release' };
  if (!isNamespace(namespace)) return { kind: 'failed', why: 'Helm would refuse the namespace of the release' };
  const workshop = realpathSync.native(mkdtempSync(join(tmpdir(), 'backlint-helm-')));
  try {
    if (!copyChart(join(root, directory), join(workshop, 'chart'))) {
      return { kind: 'failed', why: 'its chart is too large to be rendered' };
    }
    writeFileSync(join(workshop, 'values.json'), values);
    mkdirSync(join(workshop, 'home'));
    const result = await runProgram(program, argumentsFor(releaseName, namespace), {
      cwd: workshop,
      env: environmentIn(join(workshop, 'home')),
      ...limits,
    });
    return answerOf(result, workshop, directory);
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

function argumentsFor(releaseName: string, namespace: string): readonly string[] {
  return [
    'template',
    releaseName,
    './chart',
    '--namespace',
    namespace,
    '--values',
    'values.json',
    '--skip-tests',
    '--kube-version',
    kubernetesVersion,
    ...apiVersions.flatMap((version) => ['--api-versions', version]),
  ];
}

/** Helm keeps settings, plugins and credentials of the user at home; this one has an empty home. */
function environmentIn(home: string): Readonly<Record<string, string>> {
  const system = process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot ?? '' } : {};
  return {
    ...system,
    HOME: home,
    HELM_CACHE_HOME: home,
    HELM_CONFIG_HOME: home,
    HELM_DATA_HOME: home,
    HELM_NO_PLUGINS: '1',
    KUBECONFIG: join(home, 'none'),
  };
}

function answerOf(result: ProgramResult, workshop: string, directory: string): RenderedChart {
  if (result.kind === 'not-started') return { kind: 'failed', why: 'Helm could not be started' };
  if (result.kind === 'stopped') return { kind: 'failed', why: `Helm was stopped, because ${result.why}` };
  if (result.code === 0) return { kind: 'rendered', text: result.stdout };
  const missing = /missing in charts\/ directory: (?<names>.+)/.exec(result.stderr)?.groups?.names;
  if (missing !== undefined) {
    const names = visibleText(missing.trim(), 200);
    return { kind: 'failed', why: `it depends on ${names}, which is not here; helm dependency build would fetch it` };
  }
  const [line = ''] = result.stderr.split('\n').filter((text) => text.startsWith('Error: '));
  const said = withoutSecrets(line.replace('Error: ', '').replaceAll(workshop, '').replaceAll('./chart', directory));
  return { kind: 'failed', why: `Helm refuses to render it: ${visibleText(said, 300)}` };
}

/** A template may quote its values in what it complains about. */
function withoutSecrets(line: string): string {
  return secretRanges(line).reduceRight(
    (text, { start, end }) => `${text.slice(0, start)}<redacted>${text.slice(end)}`,
    line,
  );
}

function isReleaseName(name: string): boolean {
  return name.length <= 53 && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name);
}

function isNamespace(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name);
}
