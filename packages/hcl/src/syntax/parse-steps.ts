import { limits } from '../limits.ts';
import type { Step } from '../syntax-tree.ts';
import type { Cursor } from './cursor.ts';
import { failChain, parseExpression, parseNumber } from './parse-expression.ts';

/** Parses the steps after a value: attributes, indices and splats. The cursor is at a dot or a bracket. */
export function parseSteps(cursor: Cursor): readonly Step[] {
  const steps: Step[] = [];
  for (;;) {
    const { start, kind } = cursor;
    if (kind !== '.' && kind !== '[') return steps;
    if (steps.length >= limits.chain) failChain(cursor);
    const { hasLines } = cursor;
    if (kind === '[') cursor.hasLines = false;
    cursor.advance();
    if (cursor.is('*')) steps.push(kind === '.' ? attributeSplat(cursor, start) : fullSplat(cursor, start, hasLines));
    else steps.push(kind === '.' ? dotStep(cursor, start) : indexStep(cursor, start, hasLines));
  }
}

function dotStep(cursor: Cursor, start: number): Step {
  if (cursor.is('number')) {
    if (cursor.tokenText().includes('.')) {
      cursor.fail('the index after a dot has no dot itself; put such numbers in brackets');
    }
    const key = parseNumber(cursor);
    return { kind: 'index', key, range: cursor.from(start) };
  }
  const name = cursor.tokenText();
  if (!cursor.is('name')) cursor.fail('an attribute name is expected after the dot');
  cursor.advance();
  return { kind: 'attribute', name, range: cursor.from(start) };
}

function indexStep(cursor: Cursor, start: number, hadLines: boolean): Step {
  cursor.enter();
  const key = parseExpression(cursor);
  cursor.leave();
  cursor.close(']', start, hadLines, 'the closing bracket of the index is expected here');
  return { kind: 'index', key, range: cursor.from(start) };
}

/** `.*` takes the attributes after it into each element; a bracket after those applies to the resulting list. */
function attributeSplat(cursor: Cursor, start: number): Step {
  cursor.advance();
  const steps: Step[] = [];
  while (cursor.is('.')) {
    const dot = cursor.start;
    cursor.advance();
    if (steps.length >= limits.chain) failChain(cursor);
    steps.push(dotStep(cursor, dot));
  }
  return { kind: 'splat', steps, range: cursor.from(start) };
}

/** `[*]` takes everything after it into each element. */
function fullSplat(cursor: Cursor, start: number, hadLines: boolean): Step {
  cursor.advance();
  cursor.close(']', start, hadLines, 'the closing bracket of the splat is expected here');
  cursor.enter();
  const steps = parseSteps(cursor);
  cursor.leave();
  return { kind: 'splat', steps, range: cursor.from(start) };
}
