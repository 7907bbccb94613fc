import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec: { storage: { size: 1Gi } }
`;
const canary = `${cluster.replace('orders', 'canary')}# canary\n`;

let folder = temporaryFolder({});
beforeEach(() => {
  folder = temporaryFolder({ 'outer/secret.yaml': canary, 'outer/repo/good.yaml': cluster });
});
afterEach(() => folder.remove());

const inside = (path: string) => `${folder.path}/outer/repo/${path}`;

async function checked() {
  const { code, stdout, stderr } = await runIn(`${folder.path}/outer/repo`, ['check', '--format', 'json']);
  expect(stdout).not.toContain('canary');
  expect(stderr).toBe('');
  const { diagnostics, databases } = JSON.parse(stdout);
  const codes = diagnostics.map(
    (one: { code: string; location: { path: string } }) => `${one.code} ${one.location.path}`,
  );
  return { code, codes, databases: databases.length };
}

const isRoot = process.getuid?.() === 0;
const hasPipes = process.platform !== 'win32';

describe.skipIf(!hasPipes)(
  'A4: what is no readable file is a diagnostic, never opened, never a pass (not on Windows)',
  () => {
    test.each<[string, string, () => void]>([
      [
        'a link to a file outside',
        'path-symlink-outside evil.yaml',
        () => symlinkSync('../secret.yaml', inside('evil.yaml')),
      ],
      ['a link to a folder outside', 'path-symlink-outside evil', () => symlinkSync('..', inside('evil'))],
      ['a link to a device', 'path-symlink-outside zero.yaml', () => symlinkSync('/dev/zero', inside('zero.yaml'))],
      ['a link to itself', 'path-symlink-broken loop.yaml', () => symlinkSync('loop.yaml', inside('loop.yaml'))],
      ['a link to nowhere', 'path-symlink-broken gone.yaml', () => symlinkSync('nowhere', inside('gone.yaml'))],
      ['a pipe', 'path-not-a-file pipe.yaml', () => void spawnSync('mkfifo', [inside('pipe.yaml')])],
      ['a sparse file of a terabyte', 'limit-size sparse.yaml', () => sparse('sparse.yaml')],
    ])('%s', async (_, expected, make) => {
      make();
      expect(await checked()).toEqual({ code: 1, codes: [expected], databases: 1 });
    });

    test.skipIf(isRoot)('a file that may not be read (not as root, who may read all)', async () => {
      writeFileSync(inside('closed.yaml'), cluster);
      chmodSync(inside('closed.yaml'), 0);
      expect(await checked()).toEqual({ code: 1, codes: ['path-unreadable closed.yaml'], databases: 1 });
    });

    test('a second name for a file is a file', async () => {
      linkSync(inside('good.yaml'), inside('again.yaml'));
      expect(await checked()).toMatchObject({ code: 1, codes: [] });
    });

    test('kustomize does not lead out either: the build is refused, and what is remote is named', async () => {
      mkdirSync(inside('app'));
      writeFileSync(inside('app/cluster.yaml'), cluster.replace('orders', 'carts'));
      const resources = '[cluster.yaml, ../../secret.yaml, /etc/passwd, "https://example.org/x.yaml"]';
      writeFileSync(inside('app/kustomization.yaml'), `resources: ${resources}\n`);
      const { code, stdout } = await runIn(`${folder.path}/outer/repo`, ['check', '--format', 'json']);
      const { diagnostics, unknown } = JSON.parse(stdout);
      const said = diagnostics.map((one: { code: string; location: { path: string } }) => [
        one.code,
        one.location.path,
      ]);
      expect(code).toBe(1);
      expect(stdout).not.toContain('canary');
      expect(said).toEqual([
        ['kustomize-outside-root', 'app/kustomization.yaml'],
        ['kustomize-missing-resource', 'app/kustomization.yaml'],
      ]);
      expect(unknown).toMatchObject([{ what: 'the remote resource https://example.org/x.yaml' }]);
    });
  },
);

function sparse(path: string): void {
  const file = openSync(inside(path), 'w');
  ftruncateSync(file, 2 ** 40);
  closeSync(file);
}

test('nothing at all is no pass', async () => {
  const empty = temporaryFolder({});
  const { code, stdout } = await runIn(empty.path, []);
  empty.remove();
  expect({ code, stdout }).toEqual({ code: 4, stdout: 'Nothing to check: nothing in 0 files is about backups\n' });
});

test.each([
  ['empty.yaml', ''],
  ['comment.yaml', '# nothing\n'],
  ['null.yaml', '~\n'],
  ['dots.yaml', '---\n...\n---\n'],
])('a file that says nothing is no pass: %s', async (path, text) => {
  const nothing = temporaryFolder({ [path]: text });
  const { code } = await runIn(nothing.path, []);
  nothing.remove();
  expect(code).toBe(4);
});
