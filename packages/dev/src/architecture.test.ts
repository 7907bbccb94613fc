import { readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importSpecifiers, packageOf } from './import-specifiers.ts';
import { root } from './root.mjs';
import { filesUnder, readManifest, workspacePackages } from './workspace.ts';

/** A row of the table: a package, and what it may import of the others. */
interface Row {
  readonly name: string;
  readonly imports: readonly string[] | 'all above' | 'anything';
}

const rows = readTable(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'));
const packages = workspacePackages();
const sharedTools = Object.keys(readManifest('.').devDependencies ?? {});

/** Where effects live. The other packages see no disk, network, process or clock. */
const edges = ['backlint', 'action', 'bot', 'forge', 'forge-servers', 'dev'];

test('the table of ARCHITECTURE.md lists the packages that exist', () => {
  expect(rows.map(({ name }) => name).sort()).toEqual(packages.map(({ name }) => name));
});

test('a package comes after everything it may import', () => {
  for (const [index, { name, imports }] of rows.entries()) {
    const above = rows.slice(0, index).map((row) => row.name);
    if (Array.isArray(imports)) expect(above, name).toEqual(expect.arrayContaining([...imports]));
  }
});

describe.each(packages)('$name', ({ name, sources, manifest }) => {
  const row = rows.find((candidate) => candidate.name === name);
  const mayImportAll = !Array.isArray(row?.imports);
  const declared = Object.keys(manifest.dependencies ?? {});
  const declaredForTests = [...declared, ...Object.keys(manifest.devDependencies ?? {}), ...sharedTools];
  const files = filesUnder(sources).filter((file) => /\.(?:ts|mjs)$/.test(file));

  test.skipIf(mayImportAll)('declares exactly what the table allows (not where it allows all)', () => {
    const internal = declared.filter((dependency) => dependency.startsWith('@backlint/'));
    expect(internal.map((dependency) => dependency.slice('@backlint/'.length)).sort()).toEqual(row?.imports);
  });

  test.each(files)('imports in %s are declared and stay inside the package', (file) => {
    const isTest = file.endsWith('.test.ts') || file.includes('/fixtures/');
    const allowed = isTest || mayImportAll ? declaredForTests : declared;
    const specifiers = importSpecifiers(textOf(file));
    const bare = specifiers.filter((specifier) => !specifier.startsWith('.') && !specifier.startsWith('node:'));
    const relative = specifiers.filter((specifier) => specifier.startsWith('.'));
    expect(bare.map(packageOf).filter((dependency) => !allowed.includes(dependency))).toEqual([]);
    expect(relative.filter((specifier) => !isInside(posix.join(posix.dirname(file), specifier), sources))).toEqual([]);
  });

  test.skipIf(edges.includes(name))('has no effects (not for the edges, which are there for them)', () => {
    const pure = files.filter((file) => !file.endsWith('.test.ts'));
    expect(pure.flatMap((file) => effectsOf(file).map((effect) => `${file}: ${effect}`))).toEqual([]);
  });

  test('is entered by the name of a file, never through an index or a default', () => {
    expect(files.filter((file) => basename(file).startsWith('index.'))).toEqual([]);
    expect(files.filter((file) => /^export default\b|\bas default\b/m.test(textOf(file)))).toEqual([]);
  });
});

function readTable(page: string): readonly Row[] {
  return Array.from(page.matchAll(/^\| `(?<name>[\w-]+)` \| (?<imports>[^|]+) \| [^|]+ \|$/gm), ({ groups }) => {
    const { name = '', imports = '' } = groups ?? {};
    if (imports === 'all above' || imports === 'anything') return { name, imports };
    return { name, imports: Array.from(imports.matchAll(/`([\w-]+)`/g), ([, edge = '']) => edge).sort() };
  });
}

function isInside(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

const effects = [
  /\bfrom 'node:(?!assert|util)[\w/]+'/,
  /\bprocess\.\w+/,
  /\bconsole\.\w+/,
  /\bDate\.now\b/,
  /\bnew Date\(\)/,
  /\bMath\.random\b/,
  /\bperformance\.now\b/,
  /\bfetch\(/,
  /\bset(?:Timeout|Interval|Immediate)\(/,
  /\.(?:localeCompare|toLocale\w+)\(/,
];

function effectsOf(file: string): readonly string[] {
  const code = textOf(file).replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return effects.flatMap((effect) => effect.exec(code)?.[0] ?? []);
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
