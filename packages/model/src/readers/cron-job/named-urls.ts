import type { NamedUrl } from '../../verification.ts';
import type { JobProgram } from './job-program.ts';
import { expand, type ScriptScope } from './script-scope.ts';

const url = /\b(?:https?|s3|gs):\/\/[^\s"'`<>,;)]+/g;

/** The addresses of stores, and of folders in them, that a job's program and environment name, with variables filled in. */
export function readNamedUrls({ words, variables }: JobProgram, scope: ScriptScope): readonly NamedUrl[] {
  const found = [...words, ...variables.values()].flatMap(({ text, at }) =>
    [...text.matchAll(url)].flatMap(([written]) => expand(written, scope).map((one) => ({ url: one, origin: at }))),
  );
  return [...new Map(found.map((one) => [one.url, one] as const).reverse()).values()].reverse();
}
