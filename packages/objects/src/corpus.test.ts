import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Node } from '@backlint/source/node';
import type { SourceFile } from '@backlint/source/source-file';
import { memoryTree } from '@backlint/source/source-tree';
import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kubernetesObjectsOf } from './kubernetes/kubernetes-objects.ts';
import { readManifests } from './kubernetes/read-manifests.ts';
import { relevanceOf } from './kubernetes/relevance.ts';
import { limits } from './yaml/limits.ts';
import { parsePlainDocument } from './yaml/parse-plain-document.ts';
import { readFully, readYaml } from './yaml/read-yaml.ts';
import { splitDocuments } from './yaml/split-documents.ts';

const archive = fileURLToPath(new URL('../../../../shared/corpus/open.tar.xz', import.meta.url));

describe.skipIf(!existsSync(archive))(
  'the YAML of 31 repositories (skipped without ../shared, which holds them)',
  () => {
    let folder: string;
    let files: readonly SourceFile[];

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'backlint-corpus-'));
      execFileSync('tar', ['-xJf', archive, '-C', folder]);
      files = readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((path) => ({ path: path.slice(folder.length + 1), text: readFileSync(path, 'utf8') }));
    });

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    test('is read, but for templates, one broken file and one key written twice', () => {
      const troubles = files.flatMap((file) => readYaml(file).diagnostics);
      expect(files).toHaveLength(10_669);
      expect(countBy(troubles, ({ code }) => code)).toEqual({
        'yaml-template': 320,
        'yaml-syntax': 1,
        'yaml-duplicate-key': 1,
      });
    });

    test('holds objects that matter, none of them in a document that is skipped', () => {
      const words = ['cnpg.io', 'CronJob'];
      const tree = memoryTree(new Map(files.map(({ path, text }) => [path, text])));
      const { result, diagnostics } = readManifests(tree, { words });
      const all = files.flatMap((file) => readYaml(file).result.flatMap(({ root }) => kubernetesObjectsOf(root)));
      const met = all.filter(relevanceOf(words).isMet).map(({ address }) => address);
      expect(result.objects.map(({ address }) => address)).toEqual(met);
      expect(countBy(result.objects, ({ kind }) => kind)).toMatchObject({
        Cluster: 118,
        ScheduledBackup: 51,
        CronJob: 49,
      });
      expect(result.seen).toEqual({ files: 10_669, documents: 279 });
      expect(countBy(diagnostics, ({ code }) => code)).toEqual({ 'yaml-template': 32 });
    });

    test('is mostly plain, and then read as the full parser reads it', () => {
      let plain = 0;
      for (const file of files) {
        for (const { start, end } of splitDocuments(file.text)) {
          const read = parsePlainDocument({ file, start, end });
          if (!read) continue;
          plain++;
          const full = readFully({ file, start, end }, { tokens: limits.tokens, nodes: limits.nodes });
          expect(full.diagnostics).toEqual([]);
          expect(asText(read.root) === asText(full.result?.root), file.path).toBe(true);
          expect(asText(read.comments) === asText(full.result?.comments), file.path).toBe(true);
        }
      }
      expect(plain).toBe(11_321);
    });

    test('is read as js-yaml reads it, down to the text of scalars', () => {
      const documents = files.flatMap((file) =>
        splitDocuments(file.text).map(({ start, end }) => ({ path: file.path, text: file.text.slice(start, end) })),
      );
      expect(countBy(documents, compared)).toEqual({
        same: 11_931,
        empty: 92,
        'read by neither': 501,
        'merged, so not compared': 41,
        // Kubernetes ignores tags of other programs.
        'only ours: unknown tag': 20,
        // As go-yaml reads it; js-yaml wants one more space.
        'only ours: deficient indentation': 1,
        'only ours: duplicated mapping key': 1,
      });
    });
  },
);

/** How our reading of one document compares with that of js-yaml, which leaves scalars text. */
function compared(file: SourceFile): string {
  const { result, diagnostics } = readYaml(file);
  const theirs = oracleOf(file.text);
  const [document] = result;
  if (!document && diagnostics.length === 0) return theirs.data ? 'only theirs' : 'empty';
  if (!document) return theirs.error === undefined ? 'only theirs' : 'read by neither';
  if (theirs.error !== undefined) return `only ours: ${theirs.error}`;
  if (/^\s*(?:- )*<<\s*:/m.test(file.text)) return 'merged, so not compared';
  return JSON.stringify(textOf(document.root)) === JSON.stringify(theirs.data) ? 'same' : 'different';
}

function oracleOf(text: string): { data?: unknown; error?: string } {
  try {
    return { data: load(text, { schema: FAILSAFE_SCHEMA }) };
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    return { error: error.reason.replace(/^unknown \w+ tag .*$/, 'unknown tag') };
  }
}

function textOf(node: Node): unknown {
  if (node.kind === 'mapping') {
    return Object.fromEntries(Array.from(node.entries, ([key, { value }]) => [key, textOf(value)]));
  }
  if (node.kind === 'sequence') return node.items.map(textOf);
  const { file, start, end } = node.origin.range;
  if (node.kind === 'unknown') return file.text.slice(start, end);
  return node.written ?? String(node.value);
}

/** All there is to data, places included, but for the file. */
function asText(data: unknown): string {
  return JSON.stringify(data, (name, value) =>
    name === 'file' ? undefined : value instanceof Map ? [...value] : value,
  );
}

function countBy<T>(all: readonly T[], keyOf: (one: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of all.map(keyOf)) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
