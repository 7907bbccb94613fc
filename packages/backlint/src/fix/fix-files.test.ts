import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from 'diff';
import { afterEach, describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';
import { writeChanges } from './write-changes.ts';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { namespace: shop, name: orders }
spec:
  storage: { size: 10Gi }
  backup: { barmanObjectStore: { destinationPath: s3://backups/orders/ } }
`;
const schedule = `# When: every night
apiVersion: postgresql.cnpg.io/v1
kind: ScheduledBackup
metadata: { namespace: shop, name: orders-daily }
spec:
  schedule: "0 3 * * *"   # at three
  immediate: true
  method: barmanObjectStore
  backupOwnerReference: self
  cluster: { name: orders }
`;
const fixedSchedule = schedule.replace('"0 3 * * *"', '"0 0 3 * * *"');
const files = { 'cluster.yaml': cluster, 'schedule.yaml': schedule };

const folders: { remove(): void }[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) folder.remove();
});

function folderWith(content: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder(content);
  folders.push(folder);
  return folder.path;
}

const read = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe('check --fix', () => {
  test('writes the fixed file, says so on standard error, and reports what is left', async () => {
    const folder = folderWith(files);
    const { code, stdout, stderr } = await runIn(folder, [
      'check',
      '--fix',
      '--format',
      'json',
      '--only',
      'five-field-schedule',
      '.',
    ]);
    expect(read(folder, 'schedule.yaml')).toBe(fixedSchedule);
    expect(read(folder, 'cluster.yaml')).toBe(cluster);
    expect(stderr).toBe(
      'Fixed 1 finding in 1 file:\n  schedule.yaml:6  Write the schedule as 0 0 3 * * * [five-field-schedule]\n',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).findings).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['cluster.yaml', 'schedule.yaml']);
  });

  test('changes nothing the second time', async () => {
    const folder = folderWith(files);
    await runIn(folder, ['--fix']);
    expect((await runIn(folder, ['--fix'])).stderr).toBe('Fixed nothing.\n');
    expect(read(folder, 'schedule.yaml')).toBe(fixedSchedule);
  });

  test('keeps line breaks, the byte order mark and the mode of a file', async () => {
    const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const withoutImmediate = schedule.replace('  immediate: true\n', '');
    const folder = folderWith({ 'cluster.yaml': windows(cluster), 'schedule.yaml': windows(withoutImmediate) });
    chmodSync(join(folder, 'schedule.yaml'), 0o640);
    await runIn(folder, ['--fix']);
    const expected = fixedSchedule
      .replace('  immediate: true\n', '')
      .replace('at three\n', 'at three\n  immediate: true\n');
    expect(read(folder, 'schedule.yaml')).toBe(windows(expected));
    expect(statSync(join(folder, 'schedule.yaml')).mode & 0o777).toBe(0o640);
  });

  test('leaves what a person should look at, unless asked for all', async () => {
    const suspended = fixedSchedule.replace('  immediate', '  suspend: true\n  immediate');
    const folder = folderWith({ ...files, 'schedule.yaml': suspended });
    const safe = await runIn(folder, ['--fix']);
    expect(read(folder, 'schedule.yaml')).toBe(suspended);
    expect(safe.stderr).toBe('Fixed nothing.\n1 more fix a person should look at: see --diff --fix=all.\n');
    await runIn(folder, ['--fix=all', '--quiet']);
    expect(read(folder, 'schedule.yaml')).toBe(suspended.replace('suspend: true', 'suspend: false'));
  });

  test('fixes Terraform in its own words', async () => {
    const resource = (name: string, kind: string, spec: string) =>
      `resource "kubernetes_manifest" "${name}" {\n  manifest = {\n    apiVersion = "postgresql.cnpg.io/v1"\n    kind       = "${kind}"\n    metadata   = { name = "orders", namespace = "shop" }\n    spec = {\n${spec}    }\n  }\n}\n`;
    const before =
      '      schedule             = "0 3 * * *" # at three\n      cluster              = { name = "orders" }\n';
    const after = `      schedule             = "0 0 3 * * *" # at three
      immediate            = true
      backupOwnerReference = "self"
      method               = "barmanObjectStore"
      cluster              = { name = "orders" }
`;
    const store =
      '      storage = { size = "10Gi" }\n      backup  = { barmanObjectStore = { destinationPath = "s3://backups/orders/" } }\n';
    const clusterText = resource('cluster', 'Cluster', store);
    const folder = folderWith({ 'main.tf': `${clusterText}${resource('schedule', 'ScheduledBackup', before)}` });
    await runIn(folder, ['--fix']);
    expect(read(folder, 'main.tf')).toBe(`${clusterText}${resource('schedule', 'ScheduledBackup', after)}`);
  });

  test('leaves a file alone that is a link out of what is checked', async () => {
    const folder = folderWith({ 'elsewhere/schedule.yaml': schedule, 'checked/cluster.yaml': cluster });
    symlinkSync('../elsewhere/schedule.yaml', join(folder, 'checked/schedule.yaml'));
    const { code, stderr } = await runIn(folder, ['--fix', 'checked/schedule.yaml', 'checked/cluster.yaml']);
    expect(stderr).toContain('"checked/schedule.yaml" leads out of what was checked, so it was left as it is.');
    expect(code).toBe(3);
    expect(read(folder, 'elsewhere/schedule.yaml')).toBe(schedule);
  });
});

describe('check --diff', () => {
  test('shows a patch and writes nothing', async () => {
    const folder = folderWith(files);
    const { code, stdout, stderr } = await runIn(folder, ['check', '--diff']);
    expect(stdout).toContain('--- a/schedule.yaml\n+++ b/schedule.yaml\n@@ -3,7 +3,7 @@\n');
    expect(applyPatch(schedule, stdout)).toBe(fixedSchedule);
    expect(stderr).toContain('Would fix 1 finding in 1 file:\n');
    expect(code).toBe(1);
    expect(read(folder, 'schedule.yaml')).toBe(schedule);
  });

  test('leaves standard output to the patch', async () => {
    const folder = folderWith(files);
    const clash = await runIn(folder, ['--diff', '--format', 'json']);
    expect(clash).toMatchObject({ code: 2, stdout: '' });
    expect(clash.stderr).toContain('give the format a file');
    const apart = await runIn(folder, ['--diff', '--format', 'json=report.json']);
    expect(apart.stdout).toMatch(/^--- a\/schedule\.yaml\n/);
    expect(JSON.parse(read(folder, 'report.json')).findings).not.toEqual([]);
  });
});

describe('writing changes', () => {
  const places = (folder: string) => ({ root: folder, paths: ['.'], cwd: folder });
  const change = { before: 'a\n', after: 'b\n' };

  test('writes nothing where one file was changed meanwhile', () => {
    const folder = folderWith({ 'a.yaml': 'a\n', 'b.yaml': 'somebody else\n' });
    const problems = writeChanges(
      new Map([
        ['a.yaml', change],
        ['b.yaml', change],
      ]),
      places(folder),
    );
    expect(problems).toEqual([expect.stringMatching(/^"b\.yaml" was changed while backlint ran/)]);
    expect(read(folder, 'a.yaml')).toBe('a\n');
  });

  test.each([['../out.yaml'], ['link/out.yaml'], ['gone.yaml']])('refuses %s', (path) => {
    const folder = folderWith({ 'root/a.yaml': 'a\n', 'out.yaml': 'a\n', 'away/out.yaml': 'a\n' });
    symlinkSync('../away', join(folder, 'root/link'));
    expect(writeChanges(new Map([[path, change]]), places(join(folder, 'root')))).toHaveLength(1);
    expect(read(folder, 'out.yaml')).toBe('a\n');
    expect(read(folder, 'away/out.yaml')).toBe('a\n');
  });

  test('says which file cannot be written', () => {
    const folder = folderWith({ 'a.yaml': 'a\n' });
    const temporary = join(folder, `.a.yaml.${process.pid}.backlint`);
    mkdirSync(temporary);
    writeFileSync(join(temporary, 'x'), '');
    expect(writeChanges(new Map([['a.yaml', change]]), places(folder))).toEqual([
      '"a.yaml" cannot be written (EEXIST).',
    ]);
    expect(read(folder, 'a.yaml')).toBe('a\n');
  });
});
