import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from '@backlint/source/node';
import { directoryOf, memoryTree } from '@backlint/source/source-tree';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { buildKustomization } from './build-kustomization.ts';
import { isKustomizationFile } from './kustomization-file.ts';

const archive = fileURLToPath(new URL('../../../../../shared/corpus/open.tar.xz', import.meta.url));
const canCompare = existsSync(archive) && spawnSync('kubectl', ['version', '--client']).status === 0;

/** Every so many kustomizations are compared: all 1,885 take two minutes, and 1,877 of them are equal. */
const step = 12;

/**
 * Why a build may differ. kubectl folds texts whose lines are indented further wrongly (a fault of its YAML writer); a word
 * like `off` is unknown here, since kubectl and the API server read it differently; templates are not read.
 */
function isExplained(ours: string, theirs: string): boolean {
  const squeezed = (text: string) => text.replace(/(?:\\n)+/g, '\\n');
  if (squeezed(ours) === squeezed(theirs)) return true;
  const pieces = ours.split('"??"');
  return pieces.length > 1 && pieces.every((piece) => theirs.includes(piece));
}

describe.skipIf(!canCompare)(
  'real kustomizations (skipped without ../shared, which holds them, or without kubectl)',
  () => {
    let folder = '';

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'backlint-corpus-'));
      execFileSync('tar', ['-xJf', archive, '-C', folder]);
    }, 120_000);
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('are built as kubectl kustomize builds them', { timeout: 300_000 }, () => {
      const directories = kustomizationsIn(folder).filter((_, index) => index % step === 0);
      let compared = 0;
      const differences: string[] = [];
      for (const { repository, directory } of directories) {
        const answer = spawnSync('kubectl', ['kustomize', join(folder, repository, directory)], {
          encoding: 'utf8',
          timeout: 20_000,
          env: { PATH: process.env.PATH, HOME: '/nonexistent', HTTPS_PROXY: 'http://127.0.0.1:9' },
        });
        if (answer.status !== 0) continue;
        compared++;
        const built = buildKustomization(treeOf(join(folder, repository)), { directory });
        const ours = byIdentity(built.result.resources.map(({ root }) => plain(root)));
        const theirs = byIdentity(
          parseAllDocuments(answer.stdout, { uniqueKeys: false }).map((one) => one.toJS({ maxAliasCount: -1 })),
        );
        for (const [id, text] of theirs) {
          const own = ours.get(id) ?? 'missing';
          const isTemplate = built.diagnostics.some(({ code }) => code === 'yaml-template');
          if (own !== text && !isTemplate && !isExplained(own, text))
            differences.push(`${repository}/${directory}: ${id}`);
        }
      }
      expect(compared).toBeGreaterThan(100);
      expect(differences).toEqual([]);
    });
  },
);

const trees = new Map<string, ReturnType<typeof memoryTree>>();

function treeOf(root: string) {
  const known = trees.get(root);
  if (known) return known;
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const texts = new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(root.length + 1), readFileSync(path, 'utf8')];
    }),
  );
  const tree = memoryTree(texts);
  trees.set(root, tree);
  return tree;
}

function kustomizationsIn(folder: string) {
  return readdirSync(folder)
    .sort()
    .flatMap((repository) =>
      treeOf(join(folder, repository))
        .paths.filter(isKustomizationFile)
        .filter((path) => !/kind:\s*Component/.test(readFileSync(join(folder, repository, path), 'utf8')))
        .map((path) => ({ repository, directory: directoryOf(path) })),
    );
}

function byIdentity(objects: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(
    objects
      .filter((one) => one !== null && one !== undefined)
      .map((one) => [idOf(one), JSON.stringify(canonical(one))]),
  );
}

function idOf(object: unknown): string {
  const { apiVersion, kind, metadata } = JSON.parse(JSON.stringify(object));
  return [apiVersion, kind, metadata?.namespace, metadata?.name].join('/');
}

/** Sorted keys, and without what says nothing: nulls, empty mappings, spaces at the end of texts. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value === 'string') return value.trimEnd();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, canonical(inner)] as const);
  const kept = entries.filter(([, inner]) => inner !== null && inner !== undefined && !isEmptyMapping(inner));
  return Object.fromEntries(kept.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function isEmptyMapping(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
}

function plain(node: Node): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plain);
  if (node.kind === 'unknown') return '??';
  return Object.fromEntries([...node.entries].map(([key, { value }]) => [key, plain(value)]));
}
