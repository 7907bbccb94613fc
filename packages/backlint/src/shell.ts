import process from 'node:process';
import { text } from 'node:stream/consumers';

/** All that a command may touch of the process it runs in, so that a test can stand in for it. */
export interface Shell {
  /** The absolute path of the folder that relative paths are meant from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: Date;
  readonly stdout: Screen;
  readonly stderr: Screen;
  readStdin(): Promise<string>;
}

/** Somewhere to write text to. */
export interface Screen {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Columns of the terminal, where there is one. */
  readonly columns?: number | undefined;
}

/** The shell of this very process. */
export function processShell(): Shell {
  return {
    cwd: process.cwd(),
    env: process.env,
    now: new Date(),
    stdout: screenOf(process.stdout),
    stderr: screenOf(process.stderr),
    readStdin: () => text(process.stdin),
  };
}

function screenOf(stream: NodeJS.WriteStream): Screen {
  // A reader that has seen enough, such as `head`, is no failure of ours.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return { write: (text) => stream.write(text), isTerminal: stream.isTTY === true, columns: stream.columns };
}
