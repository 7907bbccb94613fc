import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../root.mjs';
import { docPages } from './doc-pages.ts';

const pages = docPages();

test.each([...pages])('docs/%s is up to date (pnpm docs writes it)', async (path, text) => {
  await expect(text).toMatchFileSnapshot(`${root}/docs/${path}`);
});

test('no page is left of a rule that is gone', () => {
  const found = readdirSync(`${root}/docs/rules`).map((name) => `rules/${name}`);
  expect(found.filter((path) => !pages.has(path))).toEqual([]);
});
