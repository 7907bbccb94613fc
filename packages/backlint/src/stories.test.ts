import { readdirSync } from 'node:fs';
import { pageScript } from '@backlint/report/html/page-script';
import { pageStyle } from '@backlint/report/html/page-style';
import { rules } from '@backlint/rules/rules';
import { describe, expect, test } from 'vitest';
import { check } from './check.ts';
import { configurationOfTree } from './configuration/configuration-of-tree.ts';
import { diskTree } from './disk-tree.ts';
import { formats } from './formats.ts';
import { surveyOf } from './survey/page-survey.ts';

const now = new Date('2026-01-01T00:00:00Z');
const stories = new URL('../../../fixtures/', import.meta.url).pathname;

/** What the file of each format is called. `pnpm vitest -u` rewrites them. */
const files = {
  pretty: 'report.txt',
  json: 'report.json',
  compact: 'report.compact.txt',
  markdown: 'report.md',
  html: 'report.html',
  sarif: 'report.sarif',
  junit: 'report.junit.xml',
  github: 'report.github.txt',
  forgejo: 'report.forgejo.txt',
  gitlab: 'report.gitlab.json',
  rdjson: 'report.rdjson',
};

test('every format has its golden file', () => {
  expect(Object.keys(files).sort()).toEqual(Object.keys(formats).sort());
});

/** A page without its style and its script, which are the same in all of them. */
function withoutClothes(text = ''): string {
  return text
    .replace(pageStyle, '')
    .replace(pageScript, '')
    .replace(/'sha256-[^']+'/, "'sha256'");
}

/** Every story, on every surface, as people would see it. */
for (const story of readdirSync(stories).sort()) {
  describe(story, () => {
    const tree = diskTree(`${stories}${story}/repo`);
    const loaded = configurationOfTree(tree);
    if (loaded.kind === 'problem') throw new Error(loaded.message);
    const { tiers, waivers, model } = loaded;
    const report = check(loaded.chooseFiles(tree), { ...model, tiers, waivers, now });
    const found = new Set(report.findings.map(({ rule }) => rule));
    const context = {
      color: false,
      width: 120,
      pathPrefix: '',
      quiet: false,
      verbose: true,
      version: '0.0.0',
      // The pages of all the others would bury what a story says.
      rules: rules.filter(({ id }) => found.has(id)),
      survey: async () => surveyOf(diskTree(`${stories}${story}/repo`), { now }, []),
      link: async () => 'https://forge.example/blob/0123456/{path}#L{line}',
    };

    test.each(Object.entries(files))('reads as expected as %s', async (format, file) => {
      await expect(withoutClothes(await formats[format]?.(report, context))).toMatchFileSnapshot(
        `${stories}${story}/expected/${file}`,
      );
    });
  });
}
