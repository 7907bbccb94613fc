import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { configurationSchema } from '../configuration/schema.ts';

const deploy = fileURLToPath(new URL('../../deploy', import.meta.url));
const root = join(deploy, '../..');
const textOf = (path: string) => readFileSync(join(deploy, path), 'utf8');
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;
const defaults = configurationSchema.shape;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backlint-deploy-'));
  cpSync(join(deploy, 'kubernetes'), folder, { recursive: true });
  for (const name of ['bot.yaml', 'github.private-key.pem', 'github.webhook-secret'])
    writeFileSync(join(folder, 'example', name), 'x');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `kubectl kustomize` makes of a folder, by `Kind/name`. */
function objectsOf(path: string) {
  const built = spawnSync('kubectl', ['kustomize', join(folder, path)], { encoding: 'utf8' });
  expect(built.stderr).toBe('');
  const objects = parseAllDocuments(built.stdout).map((document) => document.toJS());
  return new Map(objects.map((one) => [`${one.kind}/${one.metadata.name.replace(/-[a-z0-9]{10}$/, '')}`, one]));
}

describe.skipIf(!hasKubectl)('on Kubernetes (skipped without kubectl)', () => {
  test('the base is one bot', () => {
    const objects = objectsOf('base');
    expect([...objects.keys()].sort()).toEqual([
      'Deployment/backlint-bot',
      'NetworkPolicy/backlint-bot',
      'PodDisruptionBudget/backlint-bot',
      'Service/backlint-bot',
      'ServiceAccount/backlint-bot',
    ]);
    const { spec } = objects.get('Deployment/backlint-bot');
    expect([spec.replicas, spec.strategy.type]).toEqual([1, 'Recreate']);
  });

  test('the example is two bots that meet in a Redis and read what the generator makes', () => {
    const objects = objectsOf('example');
    const { spec } = objects.get('Deployment/backlint-bot');
    expect([spec.replicas, spec.strategy.type]).toEqual([2, 'RollingUpdate']);
    const [bot] = spec.template.spec.containers;
    expect(bot.image).toBe('images.example.org/backlint-bot:0.1.0');
    expect(bot.env).toContainEqual({ name: 'REDIS_URL', value: 'redis://backlint-bot-redis:6379' });
    expect(spec.template.spec.volumes[0].secret.secretName).toBe(objects.get('Secret/backlint-bot').metadata.name);
    expect(objects.has('Service/backlint-bot-redis')).toBe(true);
    expect(objects.has('PrometheusRule/backlint-bot')).toBe(true);
    for (const one of objects.values())
      if (one.kind !== 'Namespace') expect(one.metadata.namespace, one.kind).toBe('backlint-bot');
  });

  test('selectors, ports and probes lead to pods', () => {
    const objects = [...objectsOf('example').values()];
    const pods = objects.filter(({ kind }) => kind === 'Deployment').map(({ spec }) => spec.template);
    const podsWith = (labels: Record<string, string>) =>
      pods.filter(({ metadata }) => Object.entries(labels).every(([name, value]) => metadata.labels[name] === value));
    for (const { kind, spec, metadata } of objects) {
      const selector = spec?.selector?.matchLabels ?? spec?.podSelector?.matchLabels ?? spec?.selector;
      if (!selector) continue;
      const chosen = podsWith(selector);
      expect(chosen, `${kind} ${metadata.name}`).toHaveLength(1);
      const names = chosen[0].spec.containers[0].ports.map(({ name }: { name: string }) => name);
      const ingress = (spec.ingress ?? []).flatMap(({ ports }: { ports: { port: string }[] }) => ports);
      const used = [
        ...(kind === 'Service' ? spec.ports.map((one: { targetPort: string }) => one.targetPort) : []),
        ...ingress.map(({ port }: { port: string }) => port),
        ...(spec.podMetricsEndpoints ?? []).map(({ port }: { port: string }) => port),
      ];
      expect(used.filter((port: string) => !names.includes(port))).toEqual([]);
    }
  });

  test('every pod keeps to the restricted standard, and has no token of the cluster', () => {
    for (const { kind, spec } of objectsOf('example').values()) {
      if (kind !== 'Deployment') continue;
      const pod = spec.template.spec;
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const container of pod.containers) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources.limits.memory).toBeDefined();
      }
    }
  });
});

test('ports are those that the bot takes when nobody says otherwise', () => {
  const [port, metricsPort] = [defaults.port.parse(undefined), defaults.metricsPort.parse(undefined)];
  expect(textOf('Dockerfile')).toContain(`EXPOSE ${port} ${metricsPort}`);
  const { containers } = parse(textOf('kubernetes/base/deployment.yaml')).spec.template.spec;
  expect(containers[0].ports.map((one: { containerPort: number }) => one.containerPort)).toEqual([port, metricsPort]);
  expect(parse(textOf('compose.yaml')).services.bot.ports).toEqual([
    `127.0.0.1:${port}:${port}`,
    `127.0.0.1:${metricsPort}:${metricsPort}`,
  ]);
});

test('memory is enough for the reviews that run at a time, and for the bot', () => {
  const needed = defaults.concurrency.parse(undefined) * defaults.engineMegabytes.parse(undefined) + 512;
  const { containers } = parse(textOf('kubernetes/base/deployment.yaml')).spec.template.spec;
  expect(containers[0].resources.limits.memory).toBe(`${needed}Mi`);
  expect(parse(textOf('compose.yaml')).services.bot.mem_limit).toBe(`${needed}m`);
  expect(textOf('backlint-bot.service')).toContain(`\nMemoryMax=${needed}M\n`);
});

test('containers of compose write nowhere, and may do nothing', () => {
  const { bot, redis } = parse(textOf('compose.yaml')).services;
  for (const service of [bot, redis])
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
});

test('keys that are set up in here reach neither git nor the image', () => {
  const keys = [
    'backlint-bot/github.private-key.pem',
    'bot/deploy/backlint-bot/x',
    'bot/deploy/kubernetes/example/x.pem',
  ];
  expect(spawnSync('git', ['check-ignore', ...keys], { cwd: root, encoding: 'utf8' }).stdout.split('\n')).toEqual([
    ...keys,
    '',
  ]);
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n');
  expect(ignored).toEqual(expect.arrayContaining(['**/backlint-bot', 'bot/deploy/kubernetes/example']));
});

test('the image ends as somebody who is not root, with the bot and Node alone', () => {
  const stages = textOf('Dockerfile').split(/^FROM /m);
  const last = stages.at(-1) ?? '';
  expect(last).toMatch(/^scratch\n/);
  expect(last.match(/^COPY .*$/gm)).toEqual(['COPY --from=build /image /']);
  expect(last).toContain('USER 65532:65532');
});

test.skipIf(!hasSystemd)('systemd reads the unit without a complaint (skipped without systemd-analyze)', () => {
  const unit = join(folder, 'backlint-bot.service');
  // The bot is not installed where the tests run.
  writeFileSync(unit, textOf('backlint-bot.service').replace(/ExecStart=\S+/, `ExecStart=${process.execPath}`));
  const { stderr, status } = spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' });
  expect([stderr, status]).toEqual(['', 0]);
});
