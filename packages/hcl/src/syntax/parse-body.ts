import type { Attribute, Block, Body, Name } from '../syntax-tree.ts';
import type { Cursor } from './cursor.ts';
import { badCharacter, parseExpression } from './parse-expression.ts';
import { parseQuoted } from './parse-template.ts';
import { isBlockOpener, skipItem } from './skip-item.ts';

/** What a body holds while it is being read. */
interface Items {
  readonly attributes: Map<string, Attribute>;
  readonly blocks: Block[];
}

/** Parses a whole file. */
export function parseTopLevel(cursor: Cursor): Body {
  cursor.advance();
  const items: Items = { attributes: new Map(), blocks: [] };
  const before = cursor.diagnostics.length;
  for (;;) {
    parseItems(cursor, items, false);
    if (cursor.is('end') || cursor.hasGivenUp) break;
    cursor.report('this brace closes no block', cursor.here());
    cursor.advance();
  }
  return { ...items, isComplete: cursor.diagnostics.length === before, range: cursor.range(0, cursor.text.length) };
}

/** Parses items up to the closing brace of their block, or the end of the file. */
function parseItems(cursor: Cursor, items: Items, isNested: boolean): void {
  while (!cursor.hasGivenUp) {
    if (cursor.is('newline')) cursor.advance();
    else if (cursor.is('}') || cursor.is('end')) return;
    else if (isNested && cursor.isHoisting && isBlockOpener(cursor.text, cursor.start)) return;
    else parseItem(cursor, items);
  }
}

function parseItem(cursor: Cursor, items: Items): void {
  const { start } = cursor;
  const name = parseItemName(cursor);
  if (cursor.is('=')) keepAttribute(cursor, items, parseAttribute(cursor, name));
  else {
    const block = parseBlock(cursor, name);
    if (block) items.blocks.push(block);
  }
  if (!cursor.hasFailed && !cursor.is('end')) endItem(cursor);
  if (cursor.hasFailed) cursor.resume(skipItem(cursor.text, start, cursor.diagnostics.at(-1)?.at.start ?? start));
}

function parseItemName(cursor: Cursor): Name {
  const name = { text: cursor.tokenText(), range: cursor.here() };
  if (cursor.is('quote')) cursor.fail('the name of an argument or block stands without quotes');
  else if (cursor.is('bad')) cursor.fail(badCharacter(cursor));
  else if (!cursor.is('name')) cursor.fail('an argument or a block is expected here');
  cursor.advance();
  return name;
}

function endItem(cursor: Cursor): void {
  if (cursor.isHoisting && isBlockOpener(cursor.text, cursor.start)) return;
  if (cursor.is('bad')) cursor.fail(badCharacter(cursor));
  else if (!cursor.is('newline')) cursor.fail('a new line is expected here');
}

function parseAttribute(cursor: Cursor, name: Name): Attribute {
  cursor.advance();
  const value = parseExpression(cursor);
  const range = cursor.from(name.range.start);
  return cursor.hasFailed ? { name, value: { kind: 'unreadable', range }, range } : { name, value, range };
}

function keepAttribute(cursor: Cursor, { attributes }: Items, attribute: Attribute): void {
  const { text, range } = attribute.name;
  if (attributes.has(text)) cursor.report(`the argument ${text} is already set in this block`, range);
  else attributes.set(text, attribute);
}

function parseBlock(cursor: Cursor, type: Name): Block | undefined {
  const labels: Name[] = [];
  while (cursor.is('name') || cursor.is('quote')) labels.push(parseLabel(cursor));
  const { start } = type.range;
  const header = cursor.from(start);
  if (!cursor.is('{')) {
    cursor.fail(missingBrace(cursor, labels));
    return undefined;
  }
  const body = parseBlockBody(cursor, header);
  return { type, labels, body, header, range: cursor.from(start) };
}

function missingBrace(cursor: Cursor, labels: readonly Name[]): string {
  if (cursor.is('bad')) return badCharacter(cursor);
  if (cursor.is('=')) return 'an argument has no labels, and a block no equals sign';
  if (cursor.is('newline')) return 'a block opens with a brace on the line of its name';
  return labels.length === 0
    ? 'after this name comes "=" and a value, or a block with labels and braces'
    : 'a quoted label or the opening brace of the block is expected here';
}

function parseLabel(cursor: Cursor): Name {
  const { start } = cursor;
  if (cursor.is('name')) {
    const label = { text: cursor.tokenText(), range: cursor.here() };
    cursor.advance();
    return label;
  }
  const { parts } = parseQuoted(cursor);
  const range = cursor.from(start);
  if (parts.some(({ kind }) => kind !== 'text')) cursor.fail('the label of a block is plain text', range);
  return { text: parts.map((part) => (part.kind === 'text' ? part.value : '')).join(''), range };
}

/** Parses `{ … }`: many lines, or a single argument on the line of the braces. */
function parseBlockBody(cursor: Cursor, header: Body['range']): Body {
  const { start } = cursor;
  const before = cursor.diagnostics.length;
  const items: Items = { attributes: new Map(), blocks: [] };
  cursor.enter();
  cursor.advance();
  if (cursor.is('name')) parseSingleArgument(cursor, items);
  else if (cursor.is('newline')) parseItems(cursor, items, true);
  cursor.leave();
  closeBlock(cursor, header);
  return { ...items, isComplete: cursor.diagnostics.length === before, range: cursor.from(start) };
}

function parseSingleArgument(cursor: Cursor, items: Items): void {
  const name = parseItemName(cursor);
  if (!cursor.is('=')) cursor.fail('a block on one line holds one argument; write others on lines of their own');
  else keepAttribute(cursor, items, parseAttribute(cursor, name));
  if (!cursor.is('}')) cursor.fail('a block on one line ends with its closing brace here');
}

function closeBlock(cursor: Cursor, header: Body['range']): void {
  if (cursor.pass('}') || cursor.hasGivenUp) return;
  const isEnd = cursor.is('end');
  if (!isEnd && !(cursor.isHoisting && isBlockOpener(cursor.text, cursor.start))) {
    cursor.fail('the closing brace of the block is expected here');
  } else if (cursor.unclosedAt !== cursor.start) {
    // The blocks around this one end here for the same reason, which is told once.
    cursor.unclosedAt = cursor.start;
    const before = isEnd ? 'the end of the file' : 'the next block begins';
    cursor.report(`this block has no closing brace before ${before}`, header);
  }
}
