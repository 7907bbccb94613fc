import type { Diagnostic, Read } from '@backlint/source/diagnostic';
import type { SourceFile } from '@backlint/source/source-file';
import type { Attribute, Block, Body, HclFile, Name } from '../syntax-tree.ts';
import { type ExpressionStyle, jsonExpression } from './json-expression.ts';
import { isJsonValue, type JsonEntry, type JsonString, type JsonValue, parseJson } from './parse-json.ts';

/**
 * How many labels the blocks have that may stand in a block (or, under '', at the top). JSON does not tell blocks from
 * arguments, so only blocks that mean something to Terraform itself are named here; all else is an argument.
 */
const blockLabels: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  '': {
    check: 1,
    data: 2,
    ephemeral: 2,
    import: 0,
    locals: 0,
    module: 1,
    moved: 0,
    output: 1,
    provider: 1,
    removed: 0,
    resource: 2,
    terraform: 0,
    variable: 1,
  },
  check: { assert: 0, data: 2 },
  data: { dynamic: 1, lifecycle: 0 },
  dynamic: { content: 0 },
  content: { dynamic: 1 },
  lifecycle: { postcondition: 0, precondition: 0 },
  output: { precondition: 0 },
  resource: { connection: 0, dynamic: 1, lifecycle: 0, provisioner: 1 },
  terraform: { backend: 1, cloud: 0, provider_meta: 1, required_providers: 0 },
  variable: { validation: 0 },
};

/** Arguments whose strings are references or types rather than templates. */
const writtenAsExpressions = new Set(
  'depends_on from ignore_changes provider providers replace_triggered_by to type'.split(' '),
);

/** Reads Terraform's JSON syntax (`.tf.json`, `.tfvars.json`) into the tree that native syntax has. */
export function readJsonBody(file: SourceFile): Read<HclFile> {
  const value = parseJson({ file, text: file.text.replace(/^\ufeff/, ' ') });
  const range = { file, start: 0, end: file.text.length };
  if (!isJsonValue(value)) {
    const body = { attributes: new Map(), blocks: [], comments: [], isComplete: false, range };
    return { result: body, diagnostics: [value] };
  }
  const diagnostics: Diagnostic[] = [];
  const isValues = file.path.endsWith('.tfvars.json');
  const body = bodyOf(value, { type: '', blocks: isValues ? {} : (blockLabels[''] ?? {}), isValues, diagnostics });
  return { result: { ...body, comments: [] }, diagnostics };
}

/** What a body is in, as far as that decides what may be in it. */
interface Place {
  readonly type: string;
  readonly blocks: Readonly<Record<string, number>>;
  /** Whether strings are taken as they stand. */
  readonly isValues: boolean;
  readonly diagnostics: Diagnostic[];
}

function bodyOf(value: JsonValue, place: Place): Body {
  const { diagnostics } = place;
  const before = diagnostics.length;
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const { key, value: content } of entriesOf(value, diagnostics)) {
    const name = nameOf(key);
    if (name.text === '//') continue;
    const labels = Object.hasOwn(place.blocks, name.text) ? place.blocks[name.text] : undefined;
    if (labels !== undefined) readBlocks(content, name, [], labels, place, blocks);
    else if (place.type === '' && !place.isValues) {
      diagnostics.push({ code: 'hcl-syntax', message: 'no block of this type is known', at: name.range });
    } else if (attributes.has(name.text)) {
      const message = `the argument ${name.text} is already set in this block`;
      diagnostics.push({ code: 'hcl-syntax', message, at: name.range });
    } else attributes.set(name.text, attributeOf(name, content, place));
  }
  return { attributes, blocks, isComplete: diagnostics.length === before, range: value.range };
}

function attributeOf(name: Name, value: JsonValue, place: Place): Attribute {
  const range = { ...name.range, end: value.range.end };
  return { name, value: jsonExpression(value, styleOf(name, place), place.diagnostics), range };
}

function styleOf({ text }: Name, { type, isValues }: Place): ExpressionStyle {
  if (isValues) return 'plain';
  if (text === 'type' ? type === 'variable' : writtenAsExpressions.has(text)) return 'expression';
  return type === 'variable' ? 'plain' : 'template';
}

/** Reads the blocks under a key: a level of objects for each label, then an object or a list of objects. */
function readBlocks(
  value: JsonValue,
  type: Name,
  labels: readonly Name[],
  missing: number,
  place: Place,
  blocks: Block[],
): void {
  if (missing > 0) {
    for (const { key, value: inner } of entriesOf(value, place.diagnostics)) {
      if (key.content.text !== '//') readBlocks(inner, type, [...labels, nameOf(key)], missing - 1, place, blocks);
    }
    return;
  }
  for (const content of value.kind === 'array' ? value.items : [value]) {
    if (content.kind === 'constant' && content.value === null) continue;
    const inside = { ...place, type: type.text, blocks: blockLabels[type.text] ?? {} };
    const header = (labels.at(-1) ?? type).range;
    const range = { ...type.range, end: content.range.end };
    blocks.push({ type, labels, body: bodyOf(content, inside), header, range });
  }
}

/** The entries of an object, or of a list of objects, which counts as one. */
function entriesOf(value: JsonValue, diagnostics: Diagnostic[]): readonly JsonEntry[] {
  if (value.kind === 'object') return value.entries;
  if (value.kind === 'array') return value.items.flatMap((item) => entriesOf(item, diagnostics));
  diagnostics.push({ code: 'hcl-syntax', message: 'an object is expected here', at: value.range });
  return [];
}

function nameOf({ content, range }: JsonString): Name {
  return { text: content.text, range };
}
