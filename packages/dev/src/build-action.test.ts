import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { actionFiles } from './build-action.mjs';
import { root } from './root.mjs';

test('the committed bundle of the Action is made of these sources (pnpm build makes it)', async () => {
  const dist = `${root}/action/dist`;
  const wanted = await actionFiles();
  const there = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
  expect(there.sort()).toEqual([...wanted.keys()].sort());
  // Not `toEqual`: nobody wants to read the difference of two bundles.
  const stale = [...wanted].filter(([name, text]) => readFileSync(`${dist}/${name}`, 'utf8') !== text);
  expect(stale.map(([name]) => name)).toEqual([]);
});
