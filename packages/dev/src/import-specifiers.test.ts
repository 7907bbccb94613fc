import { expect, test } from 'vitest';
import { importSpecifiers, packageOf } from './import-specifiers.ts';

test('finds every way to import, over as many lines as it takes', () => {
  const text = [
    "import { readFileSync } from 'node:fs';",
    "import type { Value } from '@backlint/source/value';",
    'import {',
    '  first,',
    '  second,',
    "} from './both.ts';",
    "import './polyfill.ts';",
    "export { one } from './one.ts';",
    'export * from "double.ts";',
    "const lazy = await import('./commands/check.ts');",
    `export const notAnImport = "it came from 'nowhere'";`,
    "export function neither() { return 'from'; }",
  ].join('\n');
  const found = [
    'node:fs',
    '@backlint/source/value',
    './both.ts',
    './one.ts',
    'double.ts',
    './polyfill.ts',
    './commands/check.ts',
  ];
  expect(importSpecifiers(text)).toEqual(found);
});

test('knows the package of a specifier', () => {
  expect(['yaml', 'vitest/config', '@backlint/source/value'].map(packageOf)).toEqual([
    'yaml',
    'vitest',
    '@backlint/source',
  ]);
});
