import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { transform } from 'esbuild';
import type { CompactSchema } from './distil-schemas.ts';

/**
 * The text of a module with one validating function per kind, which needs nothing else. Compiling the schemas when they
 * are first needed would cost every run about 90 ms; the compiled code costs 15.
 */
export async function validatorsModule(
  schemas: Readonly<Record<string, CompactSchema>>,
  kinds: readonly string[],
): Promise<string> {
  const compiled = compile(schemas, kinds);
  if (/\brequire\(/.test(compiled)) throw new Error('The validators would need ajv at run time.');
  const { code } = await transform(compiled, { minify: true, format: 'esm' });

  const [body = '', exported = ''] = code.trim().split(/export\{(?=[^{}]*\};?$)/);
  const pairs = Array.from(exported.matchAll(/(?<local>[\w$]+) as (?<kind>\w+)/g), ({ groups }) => groups ?? {});
  return [
    '// @ts-nocheck: compiled by ajv from kinds.json.',
    "import type { Validator } from '../validator.ts';",
    body,
    ...pairs.map(({ kind, local }) => `export const ${kind}: Validator = ${local};`),
    '',
  ].join('\n');
}

function compile(schemas: Readonly<Record<string, CompactSchema>>, kinds: readonly string[]): string {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    allowUnionTypes: true,
    inlineRefs: false,
    messages: false,
    // Lengths in UTF-16 units need no helper at run time; what has a maximum length is ASCII by its pattern anyway.
    unicode: false,
    logger: false,
    code: { source: true, esm: true },
  });
  ajv.addSchema({ $id: 'kinds', $defs: schemas });
  return standaloneCode.default(ajv, Object.fromEntries(kinds.map((kind) => [kind, `kinds#/$defs/${kind}`])));
}
