import { setTimeout as wait } from 'node:timers/promises';
import { keyOf, type Work } from '../work.ts';
import { attempt } from './attempt.ts';
import type { Queue, QueueState, Worker } from './queue.ts';
import { newTurns } from './turns.ts';

/** Work of one kind at one place, from the first wish until there is none. */
interface Piece {
  readonly work: Work;
  /** When it is wished for, by a clock that nobody sets; undefined where nobody wishes for it now. */
  due: number | undefined;
  turn: number;
  /** Before this time nothing is tried, after a failure. */
  pausedUntil: number;
  failures: number;
  isRunning: boolean;
}

/** A queue that lives and ends with its process. */
export function memoryQueue(): Queue {
  const pieces = new Map<string, Piece>();
  const turns = newTurns();
  const runs = new Map<AbortController, Promise<void>>();
  let slots = 0;
  let doer: Worker | undefined;
  let isClosed = false;
  let isAboutToLook = false;
  let alarm: NodeJS.Timeout | undefined;

  function look(): void {
    isAboutToLook = false;
    clearTimeout(alarm);
    const now = performance.now();
    while (doer && !isClosed && runs.size < slots) {
      const next = nextOf(pieces.values(), now);
      if (!next) {
        lookAgainAt(earliestOf(pieces.values()));
        return;
      }
      const ending = new AbortController();
      runs.set(ending, work(next, doer, ending));
    }
  }

  function lookAgainAt(time: number): void {
    // Timers cannot be set further ahead than that.
    if (Number.isFinite(time)) alarm = setTimeout(look, Math.min(time - performance.now(), 2 ** 31 - 1));
  }

  async function work(piece: Piece, worker: Worker, ending: AbortController): Promise<void> {
    piece.isRunning = true;
    piece.due = undefined;
    turns.serve(piece.turn);
    const ended = await attempt(worker, piece.work, piece.failures, ending.signal);
    piece.isRunning = false;
    piece.failures = ended.kind === 'failed' ? piece.failures + 1 : 0;
    if (ended.kind === 'failed') {
      piece.pausedUntil = performance.now() + ended.pause;
      piece.due ??= piece.pausedUntil;
    }
    if (piece.due === undefined) pieces.delete(keyOf(piece.work));
    if (pieces.size === 0) turns.forget();
    runs.delete(ending);
    look();
  }

  return {
    ask: async (work, { delay = 0 } = {}) => {
      if (isClosed) throw new Error('The queue is closed.');
      const due = performance.now() + delay;
      const known = pieces.get(keyOf(work));
      const piece = known ?? { work, due, turn: 0, pausedUntil: 0, failures: 0, isRunning: false };
      if (known?.due === undefined) piece.turn = turns.take(work);
      piece.due = Math.min(due, piece.due ?? due);
      pieces.set(keyOf(work), piece);
      // A moment later, so that a thousand wishes are looked through once.
      if (runs.size >= slots || isAboutToLook) return;
      isAboutToLook = true;
      setImmediate(look);
    },
    start: (concurrency, worker) => {
      if (doer) throw new Error('The queue was already started.');
      slots = concurrency;
      doer = worker;
      look();
    },
    readState: async () => stateOf([...pieces.values()], performance.now()),
    isReachable: async () => !isClosed,
    close: async (patience) => {
      isClosed = true;
      clearTimeout(alarm);
      const ended = Promise.all(runs.values());
      await Promise.race([ended, wait(patience, undefined, { ref: false })]);
      for (const ending of runs.keys()) ending.abort();
      await ended;
    },
  };
}

function readyAt({ due = Number.POSITIVE_INFINITY, pausedUntil }: Piece): number {
  return Math.max(due, pausedUntil);
}

function earliestOf(pieces: Iterable<Piece>): number {
  let earliest = Number.POSITIVE_INFINITY;
  for (const piece of pieces) if (!piece.isRunning) earliest = Math.min(earliest, readyAt(piece));
  return earliest;
}

function nextOf(pieces: Iterable<Piece>, now: number): Piece | undefined {
  let next: Piece | undefined;
  for (const piece of pieces) {
    const isReady = !piece.isRunning && readyAt(piece) <= now;
    if (isReady && (!next || piece.turn < next.turn)) next = piece;
  }
  return next;
}

function stateOf(pieces: readonly Piece[], now: number): QueueState {
  const wished = pieces.filter(({ due }) => due !== undefined);
  const waiting = wished.filter((piece) => !piece.isRunning && readyAt(piece) <= now);
  return {
    waiting: waiting.length,
    delayed: wished.length - waiting.length,
    running: pieces.filter(({ isRunning }) => isRunning).length,
    oldest: waiting.reduce((oldest, piece) => Math.max(oldest, now - readyAt(piece)), 0),
  };
}
