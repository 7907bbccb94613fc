import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import process from 'node:process';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { checkedAnswer, type Engine, EngineError } from './engine.ts';
import type { Contents, Question } from './question.ts';
import { writeQuestion } from './wire.ts';

/** What one answer may cost. */
export interface EngineLimits {
  /** Milliseconds. */
  readonly time: number;
  /** Bytes of resident memory. */
  readonly memory: number;
  /** Bytes of output. */
  readonly output: number;
}

const usualLimits: EngineLimits = { time: 120_000, memory: 512 * 1024 ** 2, output: 8 * 1024 ** 2 };
/** What of its memory an engine may take for objects; the rest is for itself and for buffers. */
const heapShare = 0.78;

/**
 * An engine that answers every question in a process of its own, made for it and gone with it: without environment and
 * token, not allowed to write, to start anything or to read outside its own folder, and killed when it takes too much.
 * `file` is the bundle of `main.ts`.
 */
export function engineProcess(file: URL, limits: Partial<EngineLimits> = {}): Engine {
  const all = { ...usualLimits, ...limits };
  return (question, contents, signal) => answerOf(file, { question, contents }, all, signal);
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

async function answerOf(
  file: URL,
  { question, contents }: { readonly question: Question; readonly contents: Contents },
  limits: EngineLimits,
  signal: AbortSignal,
) {
  signal.throwIfAborted();
  const child = start(file, limits);
  const kill = { why: undefined as string | undefined };
  const end = (why: string) => {
    kill.why ??= why;
    killGroup(child);
  };
  const overTime = setTimeout(() => end(`it took longer than ${limits.time / 1_000} s`), limits.time);
  const watch = setInterval(() => {
    if (residentMemory(child) > limits.memory) end(`it took more than ${limits.memory / 1024 ** 2} MB of memory`);
  }, 50);
  const stop = () => end('it was stopped');
  signal.addEventListener('abort', stop);
  try {
    const output = collect(child.stdout, limits.output, () => end('it answered with too much'));
    // Where the process is killed nobody waits for the rest.
    output.catch(() => undefined);
    // What it says of its troubles may hold what it has read.
    child.stderr.resume();
    child.stdin.on('error', () => undefined);
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const written = writeQuestion(child.stdin, question, contents);
    const code = await ended.catch(() => {
      throw new EngineError('the engine could not be started');
    });
    await written;
    signal.throwIfAborted();
    if (kill.why !== undefined) throw new EngineError(kill.why);
    if (code !== 0) throw new EngineError('the engine broke down, most likely for lack of memory');
    return checkedAnswer(await output, question);
  } finally {
    clearTimeout(overTime);
    clearInterval(watch);
    signal.removeEventListener('abort', stop);
    killGroup(child);
  }
}

function start(file: URL, { memory }: EngineLimits): Child {
  const heap = Math.floor((memory * heapShare) / 1024 ** 2);
  const path = fileURLToPath(file);
  const folder = fileURLToPath(new URL('.', file));
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heap}`, '--no-warnings', ...permissions(folder), path],
    // A group of its own, so that nothing it might have started outlives it.
    { env: {}, cwd: folder, stdio: ['pipe', 'pipe', 'pipe'], detached: true },
  );
  yieldTo(child);
  return child;
}

/** Forges wait for the answers to their webhooks, and nobody for the engine: it takes the processor's idle time. */
function yieldTo({ pid }: Child): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has just ended, or this system has no such thing.
  }
}

/** Node names its permission model differently by version; all of them forbid writing and starting processes then. */
function permissions(folder: string): readonly string[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isStable = major > 23 || (major === 23 && minor >= 5) || (major === 22 && minor >= 13);
  return [
    isStable ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${folder}*`,
    `--allow-fs-read=${folder}../package.json`,
  ];
}

function killGroup({ pid, exitCode, signalCode }: Child): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}

/** In bytes; 0 where the system does not tell, and then the limit of the heap has to do. */
function residentMemory({ pid }: Child): number {
  try {
    return Number(/^VmRSS:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}

async function collect(stream: Readable, most: number, tooMuch: () => void): Promise<string> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of stream) {
    size += piece.length;
    if (size > most) {
      tooMuch();
      break;
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}
