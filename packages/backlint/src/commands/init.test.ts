import { mkdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runIn, temporaryFolder } from '../test-shell.ts';

const cluster = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: orders, namespace: shop }
spec:
  storage: { size: 1Gi }
  backup: { barmanObjectStore: { destinationPath: s3://b/orders/, endpointURL: "https://s3.example.com:9000" } }
`;

describe('backlint init', () => {
  test('writes a configuration that backlint accepts, and that asks what the files leave open', async () => {
    const { path, remove } = temporaryFolder({ 'apps/a.yaml': cluster });
    mkdirSync(`${path}/.git`);
    const before = await runIn(path, ['check', '--format', 'json']);
    const { code, stdout } = await runIn(`${path}/apps`, ['init']);
    const text = readFileSync(`${path}/.backlint.yaml`, 'utf8');
    const after = await runIn(path, ['check', '--format', 'json']);
    const again = await runIn(path, ['init']);
    const forced = await runIn(path, ['init', '--force']);
    remove();
    expect({ code, stdout }).toMatchObject({ code: 0, stdout: expect.stringContaining('Wrote .backlint.yaml') });
    expect(text).toContain('#     - "s3.example.com"\n');
    expect(text).toContain('match: { namespaces: [shop] }');
    expect(JSON.parse(after.stdout).findings).toEqual(JSON.parse(before.stdout).findings);
    expect(again).toMatchObject({ code: 2, stderr: expect.stringContaining('--force writes a new one') });
    expect(forced.code).toBe(0);
  });

  test('is right about everything in its comments', async () => {
    const { path, remove } = temporaryFolder({ 'a.yaml': cluster });
    await runIn(path, ['init']);
    const { writeFileSync } = await import('node:fs');
    const text = readFileSync(`${path}/.backlint.yaml`, 'utf8');
    const uncommented = text
      .replace(/^(\s*)# (?=\s*(?:- |[a-zA-Z-]+:(?: |$)))/gm, '$1')
      .replace(/^.*yaml-language-server.*$/m, '');
    writeFileSync(`${path}/.backlint.yaml`, uncommented.replace(/^(minimal|recommended|strict):.*$/gm, ''));
    const { stderr } = await runIn(path, ['check', '--quiet']);
    remove();
    expect(stderr).toBe('');
  });
});
