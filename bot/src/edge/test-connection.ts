import { connect, type Socket } from 'node:net';

/** A connection on which a test sends exactly the bytes that it wants. */
export interface TestConnection {
  readonly socket: Socket;
  /** Everything that came back so far. */
  received(): string;
  /** Resolves with everything that came back once the other side has closed, or has broken off. */
  readonly closed: Promise<string>;
  /** Resolves once so many answers have come back, or the other side has closed. */
  answers(count: number): Promise<readonly number[]>;
}

/** Connects to a server of this machine. */
export function testConnection(port: number): TestConnection {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  let text = '';
  socket.on('data', (piece) => {
    text += piece.toString('latin1');
  });
  socket.on('error', () => {});
  const closed = new Promise<string>((resolve) => {
    socket.on('end', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
  const answers = async (count: number) => {
    let isOver = false;
    closed.then(() => {
      isOver = true;
    });
    while (!isOver && statusesIn(text).length < count) await new Promise((resolve) => setTimeout(resolve, 2));
    return statusesIn(text);
  };
  return { socket, received: () => text, closed, answers };
}

function statusesIn(text: string): readonly number[] {
  return Array.from(text.matchAll(/HTTP\/1\.1 (\d{3}) /g), ([, status]) => Number(status)).filter(
    (status) => status !== 100,
  );
}
