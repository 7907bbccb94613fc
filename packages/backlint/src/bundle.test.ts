import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { rules } from '@backlint/rules/rules';
import { afterAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from './test-shell.ts';
import { version } from './version.ts';

const program = join(import.meta.dirname, '../bin/backlint.js');
const dist = join(import.meta.dirname, '../dist');

const documents = Array.from({ length: 400 }, (_, index) => {
  return `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: { name: a${index} }\nspec: { storage: { size: 1Gi } }\n`;
});

const folder = temporaryFolder({ 'clusters.yaml': documents.join('---\n') });

afterAll(folder.remove);

function start(...args: string[]) {
  return spawnSync(process.execPath, [program, ...args], { cwd: folder.path, encoding: 'utf8', env: {} });
}

describe.skipIf(!existsSync(join(dist, 'backlint.js')))('the bundle (skipped before it is built)', () => {
  test('starts, and has exit codes', () => {
    expect(start('--version')).toMatchObject({ status: 0, stdout: `${version()}\n`, stderr: '' });
    expect(start('--nonsense')).toMatchObject({ status: 2, stdout: '' });
    expect(start('--only', 'unprotected-database')).toMatchObject({ status: 1, stderr: '' });
  });

  test('has the page of each rule and the schemas', () => {
    expect(start('explain', 'unscheduled-cluster')).toMatchObject({ status: 0, stderr: '' });
    expect(readdirSync(join(dist, 'rules'))).toEqual(rules.map(({ id }) => `${id}.md`).sort());
    expect(readdirSync(join(dist, 'schema'))).toEqual(['configuration-1.schema.json', 'report-1.schema.json']);
  });

  test.skipIf(process.platform === 'win32')('survives a reader that stops reading (not on Windows)', () => {
    const command = `"$0" "$1" --format json | head -n 1; echo "\${PIPESTATUS[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', command, process.execPath, program], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    expect({ stdout, stderr }).toEqual({ stdout: '{\n1 0\n', stderr: '' });
  });

  test('writes all of a long report to a pipe', () => {
    const { stdout } = start('--format', 'json', '--only', 'unprotected-database');
    expect(JSON.parse(stdout).findings).toHaveLength(400);
  });
});
