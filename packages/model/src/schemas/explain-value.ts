import type { Node } from '@backlint/source/node';
import type { Path } from '@backlint/source/node-values';
import { renderPath } from './field-path.ts';
import type { SchemaComplaint } from './schema-complaint.ts';
import { closestOf } from './suggest-field.ts';
import type { ValidatorError } from './validator.ts';

/** What is wrong with a value, in a sentence, and what it was probably meant to be. */
export function explainValue(
  { keyword, params }: ValidatorError,
  path: Path,
  node: Node,
): Pick<SchemaComplaint, 'kind' | 'message' | 'suggestion'> {
  const field = `\`${renderPath(path)}\``;
  if (keyword === 'type') {
    const types = [params.type].flat().map(String);
    const expected = types.map((type) => typeNames.get(type) ?? type).join(' or ');
    const message = `${field} must be ${expected}, and this is ${typeOf(node)}, so the API server refuses it`;
    return { kind: 'wrong-type', message, ...suggested(retyped(node, types)) };
  }
  const written = node.kind === 'scalar' ? String(node.value) : '';
  const message = `${field} ${mustBe(keyword, params)}, so the API server refuses ${describe(written)}`;
  return { kind: 'invalid-value', message, ...suggested(corrected(written, keyword, params)) };
}

const typeNames: ReadonlyMap<string, string> = new Map([
  ['string', 'text'],
  ['integer', 'a whole number'],
  ['number', 'a number'],
  ['boolean', '`true` or `false`'],
  ['array', 'a list'],
  ['object', 'a mapping'],
]);

function typeOf(node: Node): string {
  if (node.kind === 'sequence') return 'a list';
  if (node.kind === 'mapping') return 'a mapping';
  if (node.kind === 'unknown' || node.value === null) return 'empty';
  if (typeof node.value === 'string') return 'text';
  return typeof node.value === 'boolean' ? '`true` or `false` without quotes' : 'a number without quotes';
}

/** The same scalar with or without quotes, where that makes it one of the types. */
function retyped(node: Node, types: readonly string[]): string | undefined {
  if (node.kind !== 'scalar' || node.value === null) return undefined;
  if (typeof node.value !== 'string') {
    return types.includes('string') ? JSON.stringify(node.written ?? String(node.value)) : undefined;
  }
  if (types.includes('integer') && /^-?(?:0|[1-9]\d*)$/.test(node.value)) return node.value;
  return types.includes('boolean') && /^(?:true|false)$/i.test(node.value) ? node.value.toLowerCase() : undefined;
}

const retention = '^[1-9][0-9]*[dwm]$';

function mustBe(keyword: string, params: ValidatorError['params']): string {
  if (keyword === 'enum')
    return `must be one of ${valuesOf(params)
      .map((value) => `\`${value}\``)
      .join(', ')}`;
  if (keyword === 'minimum') return `must be at least ${params.limit}`;
  if (keyword === 'maximum') return `must be at most ${params.limit}`;
  if (keyword === 'minLength') return `must have at least ${params.limit} character${params.limit === 1 ? '' : 's'}`;
  if (keyword === 'maxLength') return `must have at most ${params.limit} characters`;
  if (params.pattern === retention) return 'must be a number of days, weeks or months such as `30d`, `4w` or `6m`';
  return `must match \`${params.pattern}\``;
}

const longestRepeated = 40;

/** Long text is not repeated: it is hardly a typing error, and may be a secret in the wrong place. */
function describe(written: string): string {
  if (written === '') return 'empty text; leave the field out instead';
  return written.length <= longestRepeated ? `\`${written}\`` : 'it';
}

function corrected(written: string, keyword: string, params: ValidatorError['params']): string | undefined {
  if (written === '' || written.length > longestRepeated) return undefined;
  if (keyword === 'enum') return closestOf(written, valuesOf(params));
  if (params.pattern !== retention) return undefined;
  const { count = '', unit = '' } = /^\s*0*(?<count>[1-9]\d*)\s*(?<unit>[a-z])[a-z]*\s*$/i.exec(written)?.groups ?? {};
  if (unit.toLowerCase() === 'y') return `${Number(count) * 12}m`;
  return 'dwm'.includes(unit.toLowerCase()) && unit !== '' ? `${count}${unit.toLowerCase()}` : undefined;
}

function valuesOf({ allowedValues }: ValidatorError['params']): readonly string[] {
  return Array.isArray(allowedValues) ? allowedValues.map(String) : [];
}

function suggested(suggestion: string | undefined): { readonly suggestion?: string } {
  return suggestion === undefined ? {} : { suggestion };
}
