import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { kustomizationFileOf } from '../kustomize/kustomization-file.ts';
import { generatedResources } from './generated-kustomization.ts';

const tree = memoryTree({
  'apps/a.yaml': '',
  'apps/notes.md': '',
  'apps/one/kustomization.yaml': '',
  'apps/one/deployment.yaml': '',
  'apps/one/deep/kustomization.yml': '',
  'apps/two/b.yml': '',
  'other/c.yaml': '',
});

test('takes loose files and whole kustomizations, and nothing from inside those', () => {
  expect(generatedResources(tree, 'apps')).toEqual(['apps/a.yaml', 'apps/one', 'apps/two/b.yml']);
});

test('finds the kustomization file under each of its names', () => {
  expect(kustomizationFileOf(tree, 'apps/one/deep')).toBe('apps/one/deep/kustomization.yml');
  expect(kustomizationFileOf(tree, 'apps')).toBeUndefined();
});
