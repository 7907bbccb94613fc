const importOrExport = /^(?:import|export)\b[^'"`;]*?\bfrom\s*['"](?<specifier>[^'"]+)['"]/gm;
const sideEffect = /^import\s*['"](?<specifier>[^'"]+)['"]/gm;
const dynamic = /\bimport\(\s*['"](?<specifier>[^'"]+)['"]/g;

/** What a formatted TypeScript or JavaScript file imports, as written: `node:fs`, `yaml`, `./value.ts`. */
export function importSpecifiers(text: string): readonly string[] {
  return [importOrExport, sideEffect, dynamic].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), ({ groups }) => groups?.specifier ?? ''),
  );
}

/** The package a bare specifier names: `@backlint/source` for `@backlint/source/value`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
