import { limits } from '../limits.ts';
import type { BinaryOperator, Call, Expression, ForExpression, Literal, Name, ObjectEntry } from '../syntax-tree.ts';
import type { Cursor, Token } from './cursor.ts';
import { parseSteps } from './parse-steps.ts';
import { parseForNames, parseHeredoc, parseQuoted } from './parse-template.ts';

const precedences: Partial<Readonly<Record<Token, number>>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/** Parses the expression that begins at the cursor. After an error the cursor has failed and the result means nothing. */
export function parseExpression(cursor: Cursor): Expression {
  const { start } = cursor;
  const condition = parseBinary(cursor, 1);
  if (!cursor.is('?')) return condition;
  cursor.enter();
  cursor.advance();
  const whenTrue = parseExpression(cursor);
  if (!cursor.is(':')) cursor.fail('a conditional needs a colon and a second result here');
  cursor.advance();
  const whenFalse = parseExpression(cursor);
  cursor.leave();
  return { kind: 'conditional', condition, whenTrue, whenFalse, range: cursor.from(start) };
}

function parseBinary(cursor: Cursor, least: number): Expression {
  const { start } = cursor;
  let left = parseOperand(cursor);
  for (let length = 1; ; length++) {
    const operator = cursor.kind;
    const precedence = precedences[operator] ?? 0;
    if (precedence < least || !isBinary(operator)) return left;
    if (length > limits.chain) failChain(cursor);
    cursor.advance();
    const right = parseBinary(cursor, precedence + 1);
    left = { kind: 'binary', operator, left, right, range: cursor.from(start) };
  }
}

function isBinary(token: Token): token is BinaryOperator {
  return token in precedences;
}

/** Fails for a chain of operators or steps that is too long. */
export function failChain(cursor: Cursor): void {
  cursor.fail(`more than ${limits.chain} operators in a row`, cursor.here(), 'limit-depth');
}

function parseOperand(cursor: Cursor): Expression {
  const { start, kind } = cursor;
  if (kind === '-' || kind === '!') {
    cursor.enter();
    cursor.advance();
    const operand = parseOperand(cursor);
    cursor.leave();
    return { kind: 'unary', operator: kind, operand, range: cursor.from(start) };
  }
  const source = parseTerm(cursor);
  if (!cursor.is('.') && !cursor.is('[')) return source;
  const steps = parseSteps(cursor);
  return { kind: 'traversal', source, steps, range: cursor.from(start) };
}

function parseTerm(cursor: Cursor): Expression {
  switch (cursor.kind) {
    case 'name':
      return parseNamed(cursor);
    case 'quote':
      return parseQuoted(cursor);
    case 'heredoc':
      return parseHeredoc(cursor);
    case 'number':
      return parseNumber(cursor);
    case '(':
      return parseParentheses(cursor);
    case '[':
      return parseTuple(cursor);
    case '{':
      return parseObject(cursor);
    default:
      cursor.fail(cursor.is('bad') ? badCharacter(cursor) : 'a value is expected here');
      return { kind: 'unreadable', range: cursor.here() };
  }
}

/** What to say of a character that HCL has no use for. */
export function badCharacter(cursor: Cursor): string {
  switch (cursor.text.charAt(cursor.start)) {
    case "'":
      return 'strings stand in double quotes, not in single ones';
    case '`':
      return 'there are no backquoted strings; a heredoc holds text of many lines';
    case ';':
      return 'a new line, not a semicolon, ends an argument';
    case '/':
      return 'the comment has no end';
    case '&':
    case '|':
      return 'this operator is written twice: && or ||';
    default:
      return 'this character means nothing here';
  }
}

/** Passes a number. */
export function parseNumber(cursor: Cursor): Literal {
  const written = cursor.tokenText();
  const range = cursor.here();
  const exponent = /[eE]([+-]?\d+)$/.exec(written)?.[1] ?? '0';
  if (written.length > limits.numberLength) {
    cursor.fail(`a number has at most ${limits.numberLength} digits`, range, 'limit-number');
  } else if (Math.abs(Number(exponent)) > limits.exponent) {
    cursor.fail(`the exponent of a number is at most ${limits.exponent}`, range, 'limit-number');
  }
  cursor.advance();
  const value = Number(written);
  if (Number.isNaN(value)) cursor.fail('this is not a number', range);
  return { kind: 'literal', value, ...(String(value) === written ? {} : { written }), range };
}

/** A constant, a function call, or the start of a reference. */
function parseNamed(cursor: Cursor): Expression {
  const range = cursor.here();
  const text = cursor.tokenText();
  cursor.advance();
  if (cursor.is('(') || cursor.is('::')) return parseCall(cursor, { text, range });
  if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true', range };
  if (text === 'null') return { kind: 'literal', value: null, range };
  return { kind: 'variable', name: text, range };
}

function parseCall(cursor: Cursor, first: Name): Call {
  const { start } = first.range;
  const words = [first.text];
  while (cursor.pass('::')) words.push(parseName(cursor, 'a function name is expected here').text);
  const name = { text: words.join('::'), range: words.length > 1 ? cursor.from(start) : first.range };
  if (!cursor.is('(')) cursor.fail('the arguments of the function are expected here, in parentheses');
  const { start: opener, hasLines } = cursor;
  cursor.hasLines = false;
  cursor.enter();
  cursor.advance();
  const args: Expression[] = [];
  let isSpread = false;
  while (!cursor.is(')') && !cursor.is('end') && !cursor.hasFailed) {
    args.push(parseExpression(cursor));
    isSpread = cursor.pass('...');
    if (isSpread || !cursor.pass(',')) break;
  }
  cursor.leave();
  cursor.close(')', opener, hasLines, 'a comma or the closing parenthesis of the arguments is expected here');
  return { kind: 'call', name, arguments: args, isSpread, range: cursor.from(start) };
}

/** Passes a name. */
export function parseName(cursor: Cursor, message: string): Name {
  if (!cursor.is('name')) cursor.fail(message);
  const name = { text: cursor.tokenText(), range: cursor.here() };
  cursor.advance();
  return name;
}

function parseParentheses(cursor: Cursor): Expression {
  const { start, hasLines } = cursor;
  cursor.hasLines = false;
  cursor.enter();
  cursor.advance();
  const inner = parseExpression(cursor);
  cursor.leave();
  cursor.close(')', start, hasLines, 'the closing parenthesis is expected here');
  return { kind: 'parentheses', inner, range: cursor.from(start) };
}

function parseTuple(cursor: Cursor): Expression {
  const { start, hasLines } = cursor;
  cursor.hasLines = false;
  cursor.enter();
  cursor.advance();
  if (cursor.isWord('for')) return finishFor(cursor, start, ']', hasLines);
  const items: Expression[] = [];
  while (!cursor.is(']') && !cursor.is('end') && !cursor.hasFailed) {
    items.push(parseExpression(cursor));
    if (!cursor.pass(',')) break;
  }
  cursor.leave();
  cursor.close(']', start, hasLines, 'a comma or the closing bracket of the list is expected here');
  return { kind: 'tuple', items, range: cursor.from(start) };
}

/** Line breaks separate the entries of an object but mean nothing in a `for`, so the first token is read both ways. */
function parseObject(cursor: Cursor): Expression {
  const { start, end, hasLines } = cursor;
  cursor.enter();
  cursor.hasLines = false;
  cursor.advance();
  if (cursor.isWord('for')) return finishFor(cursor, start, '}', hasLines);
  cursor.hasLines = true;
  cursor.moveTo(end);
  const entries = parseEntries(cursor);
  cursor.leave();
  cursor.close('}', start, hasLines, 'a comma, a new line or the closing brace of the object is expected here');
  return { kind: 'object', entries, range: cursor.from(start) };
}

function parseEntries(cursor: Cursor): readonly ObjectEntry[] {
  const entries: ObjectEntry[] = [];
  for (;;) {
    while (cursor.is('newline')) cursor.advance();
    if (cursor.is('}') || cursor.is('end') || cursor.hasFailed) return entries;
    const key = parseExpression(cursor);
    if (!cursor.is('=') && !cursor.is(':')) {
      cursor.fail(cursor.is('bad') ? badCharacter(cursor) : 'the key of an object needs "=" and a value after it');
    }
    cursor.advance();
    entries.push({ key, value: parseExpression(cursor) });
    if (!cursor.is(',') && !cursor.is('newline')) return entries;
    cursor.advance();
  }
}

/** Parses the rest of a `for` expression from its first word; the level it is in was entered with its bracket. */
function finishFor(cursor: Cursor, start: number, closer: ']' | '}', hadLines: boolean): ForExpression {
  cursor.advance();
  const names = parseForNames(cursor);
  const collection = parseExpression(cursor);
  if (!cursor.is(':')) cursor.fail('a for needs a colon and its result here');
  cursor.advance();
  const first = parseExpression(cursor);
  const hasKey = closer === '}';
  if (hasKey && !cursor.is('=>')) cursor.fail('a for in braces makes an object: "=>" and a value are expected here');
  if (!hasKey && cursor.is('=>')) cursor.fail('a for in brackets makes a list: only one in braces has keys');
  const second = cursor.pass('=>') ? parseExpression(cursor) : undefined;
  const isGrouped = hasKey && cursor.pass('...');
  const condition = cursor.isWord('if') ? parseAfter(cursor) : undefined;
  cursor.leave();
  cursor.close(closer, start, hadLines, `the end of the for, ${closer}, is expected here`);
  return {
    kind: 'for',
    ...names,
    collection,
    ...(second ? { entryKey: first, value: second } : { value: first }),
    ...(condition ? { condition } : {}),
    isGrouped,
    range: cursor.from(start),
  };
}

function parseAfter(cursor: Cursor): Expression {
  cursor.advance();
  return parseExpression(cursor);
}
