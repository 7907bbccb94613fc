import { visibleCharacter } from '../visible-text.ts';
import { type Span, secretRanges } from './secret-ranges.ts';

/** A line of a file as it can be shown, and where in it the part to look at stands. */
export interface FrameLine {
  readonly text: string;
  /** The column (from zero) and the number of columns of the part to look at. */
  readonly from: number;
  readonly length: number;
}

/** How a line is shown. */
export interface LineStyle {
  readonly width: number;
  readonly lineBefore?: string;
  /** What is left out besides what looks like a secret. */
  readonly hidden?: readonly Span[];
}

/** Characters kept on each side of what is looked at, before anything else is done with a line. */
const nearby = 4_000;

/**
 * Shows one line: tabs as spaces, hidden characters made visible, values of secrets left out, and of a line wider than
 * the width the piece around the span to look at.
 */
export function frameLine(line: string, look: Span, { width, lineBefore = '', hidden = [] }: LineStyle): FrameLine {
  const cut = Math.max(0, look.start - nearby);
  const piece = line.slice(cut, look.start + nearby).trimEnd();
  const here = { start: look.start - cut, end: Math.min(Math.max(look.end, look.start + 1) - cut, piece.length) };
  const moved = hidden
    .map(({ start, end }) => ({ start: start - cut, end: end - cut }))
    .filter(({ start }) => start >= 0);
  const secrets = [...secretRanges(piece, lineBefore.slice(-nearby)), ...moved].sort((a, b) => a.start - b.start);
  const shown = clip(cellsOf(piece, secrets), here, width);
  const isLookedAt = ({ start, end }: Cell) => start < here.end && end > here.start;
  const first = shown.findIndex(isLookedAt);
  const widthOf = (cells: readonly Cell[]) => cells.reduce((sum, { text }) => sum + text.length, 0);
  const from = widthOf(first === -1 ? shown : shown.slice(0, first));
  return { text: shown.map(({ text }) => text).join(''), from, length: Math.max(1, widthOf(shown.filter(isLookedAt))) };
}

/** What is shown for a span of a line. */
interface Cell extends Span {
  readonly text: string;
}

function cellsOf(line: string, secrets: readonly Span[]): readonly Cell[] {
  const cells: Cell[] = [];
  let at = 0;
  for (const secret of secrets) {
    if (secret.start < at) continue;
    cells.push(...characterCells(line, at, secret.start), { ...secret, text: '[not shown]' });
    at = secret.end;
  }
  return [...cells, ...characterCells(line, at, line.length)];
}

function characterCells(line: string, from: number, to: number): readonly Cell[] {
  let start = from;
  return Array.from(line.slice(from, to), (character) => {
    const cell = {
      start,
      end: start + character.length,
      text: character === '\t' ? '  ' : visibleCharacter(character),
    };
    start = cell.end;
    return cell;
  });
}

/** Begins a third of the width before what is looked at, where the line does not fit. */
function clip(cells: readonly Cell[], look: Span, width: number): readonly Cell[] {
  const total = cells.reduce((sum, { text }) => sum + text.length, 0);
  if (total <= width) return cells;
  const room = Math.max(width, 20) - 2;
  const focus = Math.max(
    0,
    cells.findIndex(({ end }) => end > look.start),
  );
  let first = focus;
  for (let left = Math.floor(room / 3); first > 0; first--) {
    left -= cells[first - 1]?.text.length ?? 0;
    if (left < 0) break;
  }
  let after = first;
  for (let left = room; after < cells.length; after++) {
    left -= cells[after]?.text.length ?? 0;
    if (left < 0) break;
  }
  return [...(first > 0 ? [ellipsis] : []), ...cells.slice(first, after), ...(after < cells.length ? [ellipsis] : [])];
}

/** Stands for no part of the line, so that nothing looks at it. */
const ellipsis: Cell = { start: 0, end: 0, text: '…' };
