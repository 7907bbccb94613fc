import type { Diagnostic } from '@backlint/source/diagnostic';
import { Cursor } from '../syntax/cursor.ts';
import { parseExpression } from '../syntax/parse-expression.ts';
import { parseWholeTemplate } from '../syntax/parse-template.ts';
import type { Expression } from '../syntax-tree.ts';
import type { JsonString, JsonValue } from './parse-json.ts';

/** What the strings in a JSON value are: text, templates, or native expressions such as references. */
export type ExpressionStyle = 'plain' | 'template' | 'expression';

/** The expression that a JSON value in a configuration stands for. */
export function jsonExpression(value: JsonValue, style: ExpressionStyle, diagnostics: Diagnostic[]): Expression {
  const { range } = value;
  switch (value.kind) {
    case 'object': {
      const keyStyle = style === 'template' ? style : 'plain';
      const entries = value.entries.map((entry) => ({
        key: stringExpression(entry.key, keyStyle, diagnostics),
        value: jsonExpression(entry.value, style, diagnostics),
      }));
      return { kind: 'object', entries, range };
    }
    case 'array':
      return { kind: 'tuple', items: value.items.map((item) => jsonExpression(item, style, diagnostics)), range };
    case 'string':
      return stringExpression(value, style, diagnostics);
    case 'number': {
      const number = Number(value.written);
      return {
        kind: 'literal',
        value: number,
        ...(String(number) === value.written ? {} : { written: value.written }),
        range,
      };
    }
    case 'constant':
      return { kind: 'literal', value: value.value, range };
  }
}

function stringExpression(
  { content, range }: JsonString,
  style: ExpressionStyle,
  diagnostics: Diagnostic[],
): Expression {
  if (style === 'plain') return { kind: 'literal', value: content.text.normalize('NFC'), range };
  const cursor = new Cursor(content);
  const expression = style === 'template' ? parseWholeTemplate(cursor) : parseWhole(cursor);
  diagnostics.push(...cursor.diagnostics);
  return cursor.hasFailed ? { kind: 'unreadable', range } : { ...expression, range };
}

function parseWhole(cursor: Cursor): Expression {
  cursor.advance();
  const expression = parseExpression(cursor);
  if (!cursor.is('end')) cursor.fail('nothing more is expected after the expression');
  return expression;
}
