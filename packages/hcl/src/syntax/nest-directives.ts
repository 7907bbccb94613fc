import type { Range } from '@backlint/source/range';
import { limits } from '../limits.ts';
import type { TemplatePart } from '../syntax-tree.ts';
import type { Cursor } from './cursor.ts';
import type { Directive, Piece, TextPiece } from './template-pieces.ts';

/** An `if` or `for` whose end has not come yet. */
interface Open {
  readonly directive: Directive & { readonly kind: 'if' | 'for' };
  readonly whenTrue: TemplatePart[];
  whenFalse: TemplatePart[] | undefined;
}

/** Puts what stands between a template's directives inside them. */
export function nestDirectives(cursor: Cursor, pieces: readonly Piece[]): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  const open: Open[] = [];
  const add = (part: TemplatePart) => {
    const around = open.at(-1);
    (around ? (around.whenFalse ?? around.whenTrue) : parts).push(part);
  };
  for (const piece of pieces) {
    if (piece.kind === 'text') add(textPart(cursor, piece));
    else if (piece.kind === 'interpolation') add(piece);
    else if (piece.kind === 'if' || piece.kind === 'for') {
      open.push({ directive: piece, whenTrue: [], whenFalse: undefined });
      if (open.length > limits.depth) {
        cursor.fail(`nested more than ${limits.depth} levels deep`, piece.range, 'limit-depth');
        return [];
      }
    } else {
      const around = open.at(-1);
      if (piece.kind === 'else' && around?.directive.kind === 'if' && !around.whenFalse) around.whenFalse = [];
      else if (around && piece.kind === `end${around.directive.kind}`) {
        open.pop();
        add(closed(around, piece.range));
      } else {
        cursor.fail(`this ${piece.kind} belongs to no directive before it`, piece.range);
        return [];
      }
    }
  }
  const unclosed = open.at(-1)?.directive;
  if (unclosed) cursor.fail(`this ${unclosed.kind} has no end${unclosed.kind}`, unclosed.range);
  return parts;
}

function textPart(cursor: Cursor, { value, start, end }: TextPiece): TemplatePart {
  return { kind: 'text', value: value.normalize('NFC'), range: cursor.range(start, end) };
}

function closed({ directive, whenTrue, whenFalse }: Open, end: Range): TemplatePart {
  const range = { ...directive.range, end: end.end };
  return directive.kind === 'if'
    ? { ...directive, whenTrue, whenFalse: whenFalse ?? [], range }
    : { ...directive, body: whenTrue, range };
}
