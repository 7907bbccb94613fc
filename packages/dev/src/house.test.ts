import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './root.mjs';
import { filesUnder, workspacePackages } from './workspace.ts';

const files = filesUnder('.');
const code = files.filter((file) => /\.(?:ts|mjs)$/.test(file));
const written = files.filter((file) => !/\.(?:png|ico|gz|xz|pdf)$/.test(file));

describe('what is committed', () => {
  test('names no package registry', () => {
    const host = /registry\.(?:npmjs|yarnpkg|npmmirror)\.\w+|^\s*(?:resolution:.*)?(?:tarball|resolved):? *"?https?:/m;
    expect(written.filter((file) => host.test(textOf(file)))).toEqual([]);
  });

  test('names no folder of the machine it was written on', () => {
    const home = /(?<![\w.-])\/(?:home|Users)\/[a-z]\w*\/|(?<![\w.$}-])\/work\/\w+/;
    const outsideStories = written.filter((file) => !file.startsWith('fixtures/') && !file.endsWith('.test.ts'));
    expect(outsideStories.filter((file) => home.test(textOf(file)))).toEqual([]);
    expect(written.filter((file) => textOf(file).includes(`${root}/`))).toEqual([]);
  });
});

describe('source files', () => {
  test('are named in kebab case', () => {
    const outsideStories = code.filter((file) => !file.startsWith('fixtures/'));
    const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:test|config))?\.(?:ts|mjs)$/;
    expect(outsideStories.filter((file) => !kebabCase.test(basename(file)))).toEqual([]);
  });

  test('over 400 lines are parsers', () => {
    const long = code.filter(
      (file) => !file.endsWith('.test.ts') && !file.includes('/fixtures/') && textOf(file).split('\n').length > 401,
    );
    expect(long.filter((file) => !/pars|lex|scan|token/.test(basename(file)))).toEqual([]);
  });
});

test('CONTRIBUTING.md has a sentence for each dependency', () => {
  const declared = workspacePackages()
    .flatMap(({ name, manifest: { dependencies = {}, devDependencies = {} } }) => [
      ...Object.keys(dependencies),
      ...(name === 'backlint' || name === 'bot' ? Object.keys(devDependencies) : []),
    ])
    .filter((dependency) => !/^(?:@(?:backlint|types)\/|backlint$)/.test(dependency));
  const rows = textOf('CONTRIBUTING.md').matchAll(/^\| `(?<name>[^`]+)` \| \w[^|]+\. \|$/gm);
  const explained = Array.from(rows, ({ groups }) => groups?.name ?? '');
  expect(explained.sort()).toEqual([...new Set(declared)].sort());
});

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
