import { readdirSync } from 'node:fs';
import { renderJson } from '@backlint/report/json/render-json';
import { renderPretty } from '@backlint/report/pretty/render-pretty';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { diskTree } from './disk-tree.ts';

const stories = new URL('../../../fixtures/', import.meta.url).pathname;

/** Every story, on every surface, as people would see it. `pnpm vitest -u` rewrites the expected files. */
for (const story of readdirSync(stories).sort()) {
  describe(story, () => {
    const report = check(diskTree(`${stories}${story}/repo`), { now: new Date('2026-01-01T00:00:00Z') });

    test('reads as expected on a terminal', async () => {
      const text = renderPretty(report, { color: false, width: 120, verbose: true });
      await expect(text).toMatchFileSnapshot(`${stories}${story}/expected/report.txt`);
    });

    test('reads as expected by a machine', async () => {
      await expect(renderJson(report)).toMatchFileSnapshot(`${stories}${story}/expected/report.json`);
    });
  });
}
