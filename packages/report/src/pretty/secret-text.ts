import type { Range } from '@backlint/source/range';

/**
 * Whether a place stands in an object that holds secrets: a YAML document of kind `Secret`, or a Terraform block that
 * makes one. None of its lines is shown then, whatever their keys are called. Nor is a plan that is one line: what it
 * hides may stand beside anything.
 */
export function isInSecret({ file, start }: Range): boolean {
  const { path, text } = file;
  if (/\.(?:tf|tofu|hcl)$/.test(path)) return makesSecret.test(blockStart(text, start));
  if (path.endsWith('.json') && isPlanOnOneLine.test(text)) return true;
  const begin = text.lastIndexOf('\n---', start);
  const end = text.indexOf('\n---', start);
  return kindSecret.test(text.slice(Math.max(begin, 0), end === -1 ? text.length : end));
}

const kindSecret =
  /^[ \t-]*["']?kind["']?[ \t]*:[ \t]*["']?(?:Sealed)?Secret(?:List)?["']?[ \t]*(?:[,}#\r]|$)|["']kind["'][ \t]*:[ \t]*["']Secret["']/m;
const isPlanOnOneLine = /^\s*\{.{0,200}"terraform_version"[^\n]*\s*$/;
const makesSecret = /^resource[ \t]+"[^"\n]*secret/;

/** The text from the line in which the Terraform block around an offset begins: the last that is not indented. */
function blockStart(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const line = Math.max(...['resource', 'data', 'module', 'variable', 'locals'].map((word) => lineOf(before, word)));
  return line === -1 ? '' : text.slice(line, line + 200);
}

function lineOf(text: string, word: string): number {
  const at = text.lastIndexOf(`\n${word} `);
  if (at !== -1) return at + 1;
  return text.startsWith(`${word} `) ? 0 : -1;
}
