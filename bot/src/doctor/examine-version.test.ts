import { expect, test } from 'vitest';
import { examineVersion } from './examine-version.ts';

test.each([
  ['11.0.3+gitea-1.22.0', 'right', 'Forgejo 11.0.3'],
  ['16.0.1+gitea-1.22.0', 'right', 'Forgejo'],
  ['11.0.1-99-c504062+gitea-1.22.0', 'right', 'Forgejo'],
  ['10.0.3+gitea-1.22.0', 'missing', 'Forgejo 10.0.3'],
  ['1.22.6', 'right', 'Gitea 1.22.6'],
  ['v1.26.0+dev-12-gabcdef', 'right', 'Gitea'],
  ['1.21.11', 'missing', 'Gitea 1.21.11'],
  ['2.0.0', 'right', 'Gitea'],
  ['development', 'note', 'development'],
])('%s is %s', (version, kind, name) => {
  const statement = examineVersion(version);
  expect([statement.kind, statement.text]).toEqual([kind, expect.stringContaining(name)]);
});
