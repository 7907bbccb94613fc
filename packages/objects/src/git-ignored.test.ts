import { memoryTree } from '@backlint/source/source-tree';
import { expect, test } from 'vitest';
import { gitIgnored } from './git-ignored.ts';

test('the nearest file with anything to say decides', () => {
  const isIgnored = gitIgnored(
    memoryTree({ '.gitignore': '*.tfvars\n/local/\n', 'shared/.gitignore': '!common.tfvars\n*.env\n' }),
  );
  expect(isIgnored('terraform.tfvars')).toBe(true);
  expect(isIgnored('local/secret.yaml')).toBe(true);
  expect(isIgnored('apps/local/secret.yaml')).toBe(false);
  expect(isIgnored('shared/common.tfvars')).toBe(false);
  expect(isIgnored('shared/deep/other.tfvars')).toBe(true);
  expect(isIgnored('shared/deep/backup.env')).toBe(true);
  expect(isIgnored('backup.env')).toBe(false);
});

test('without such a file nothing is ignored', () => {
  expect(gitIgnored(memoryTree({}))('terraform.tfvars')).toBe(false);
});
