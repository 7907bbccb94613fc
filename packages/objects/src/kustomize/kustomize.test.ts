import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Node } from '@backlint/source/node';
import { memoryTree } from '@backlint/source/source-tree';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { buildKustomization } from './build-kustomization.ts';
import { cases } from './fixtures/cases.ts';

const answers = `${import.meta.dirname}/fixtures/generated`;
const hasKubectl = spawnSync('kubectl', ['version', '--client']).status === 0;

describe.each(Object.keys(cases))('%s', (name) => {
  const files = cases[name] ?? {};

  test.skipIf(!hasKubectl)('is what kubectl kustomize answers (skipped where there is no kubectl)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'backlint-kustomize-'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { stdout, stderr, status } = spawnSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect({ status, stderr: stderr.replace(/^# Warning:.*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`${answers}/${name}.yaml`);
  });

  test('is built the same here', () => {
    expect(existsSync(`${answers}/${name}.yaml`)).toBe(true);
    const { result, diagnostics } = buildKustomization(memoryTree(files), { directory: '' });
    expect({ diagnostics, unknown: result.unknown, refused: result.refused }).toEqual({ diagnostics: [], unknown: [] });
    const wanted = parseAllDocuments(readFileSync(`${answers}/${name}.yaml`, 'utf8')).map((one) => one.toJS());
    expect(byIdentity(result.resources.map(({ root }) => plain(root)))).toEqual(byIdentity(wanted));
  });
});

function byIdentity(objects: readonly unknown[]): readonly unknown[] {
  return objects
    .map((one) => JSON.parse(JSON.stringify(one)))
    .sort((left, right) => (idOf(left) < idOf(right) ? -1 : 1));
}

function idOf({
  apiVersion,
  kind,
  metadata,
}: {
  apiVersion: string;
  kind: string;
  metadata: { namespace?: string; name: string };
}) {
  return [apiVersion, kind, metadata.namespace, metadata.name].join('/');
}

function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  if (node.kind === 'unknown') return { unknown: node.why };
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
}
