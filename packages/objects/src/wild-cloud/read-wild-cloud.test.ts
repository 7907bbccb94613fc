import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { readObjects } from '../read-objects.ts';

const app = 'name: notes\nrequires: []\ndefaultConfig: { namespace: notes }\n';
const plan = (directory: string) =>
  `app: notes\nstandbyColor: green\nstrategies: []\nstandby: { appDir: ${directory} }\nsource: { appDir: instances/lab/apps/notes }\n`;
const kustomization = 'resources: [claim.yaml]\n';
const claim = 'apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: data }\n';

function read(files: Readonly<Record<string, string>>) {
  const { result, diagnostics } = readObjects(memoryTree(files));
  return { ...result.wildCloud, diagnostics };
}

test('knows apps, plans and the configuration beside them', () => {
  const { apps, plans, instances } = read({
    'instances/lab/apps/notes/manifest.yaml': app,
    'instances/lab/apps/notes/kustomization.yaml': kustomization,
    'instances/lab/apps/notes/claim.yaml': claim,
    'instances/lab/backups/notes/20260308T231537Z/plan.yaml': plan('instances/lab/standby'),
    'instances/lab/standby/kustomization.yaml': kustomization,
    'instances/lab/standby/claim.yaml': claim,
    'instances/lab/config.yaml': 'cluster: { name: lab }\n',
  });
  expect(apps.map(({ directory, objects }) => ({ directory, objects: objects?.map(({ kind }) => kind) }))).toEqual([
    { directory: 'instances/lab/apps/notes', objects: ['PersistentVolumeClaim'] },
  ]);
  expect(plans.map(({ active, standby }) => [active?.length, standby?.length])).toEqual([[1, 1]]);
  expect(instances.map(({ directory }) => directory)).toEqual(['instances/lab']);
});

test('finds what a plan names also where the Wild Cloud is a folder of the repository', () => {
  const { plans } = read({
    'home/instances/lab/backups/notes/20260308T231537Z/plan.yaml': plan('instances/lab/standby'),
    'home/instances/lab/standby/kustomization.yaml': kustomization,
    'home/instances/lab/standby/claim.yaml': claim,
  });
  expect(plans.map(({ standby }) => standby?.length)).toEqual([1]);
});

test('takes nothing of others for its own', () => {
  const nothing = { apps: [], plans: [], instances: [], diagnostics: [] };
  expect(
    read({
      'instances/lab/config.yaml': 'backup: { destination: { type: s3 } }\n',
      'extension/manifest.yaml': 'name: notes\nrequires: [pg]\n',
      'operator/manifest.yaml': `apiVersion: example.org/v1\nkind: App\n${app}`,
      'chart/manifest.yaml': 'name: notes\ndefaultConfig: plain\nrequires: []\n',
      'docs/plan.yaml': plan('a'),
      'backups/colors.yaml': 'standbyColor: green\n',
      'backups/several.yaml': `${plan('a')}---\n${plan('b')}`,
    }),
  ).toMatchObject(nothing);
});

test('follows no plan out of the tree', () => {
  const { plans } = read({
    'instances/lab/backups/notes/now/plan.yaml': plan('../../etc'),
    'instances/lab/backups/wiki/now/plan.yaml': plan('/etc'),
  });
  expect(plans.map(({ standby }) => standby)).toEqual([undefined, undefined]);
});

test('does not say what a kustomization makes where part of it is elsewhere', () => {
  const { apps } = read({
    'apps/notes/manifest.yaml': app,
    'apps/notes/kustomization.yaml': 'resources: [claim.yaml, "https://example.org/more.yaml"]\n',
    'apps/notes/claim.yaml': claim,
  });
  expect(apps.map(({ objects }) => objects)).toEqual([undefined]);
});

test('tells of a manifest and of a plan that it cannot read', () => {
  const { apps, plans, diagnostics } = read({
    'apps/notes/manifest.yaml': `${app}broken: [\n`,
    'backups/notes/now/plan.yaml': `${plan('a')}broken: {\n`,
  });
  expect([apps, plans]).toEqual([[], []]);
  expect(diagnostics.map(({ at }) => at.file.path)).toEqual([
    'apps/notes/manifest.yaml',
    'backups/notes/now/plan.yaml',
  ]);
});
