import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Contents, Question } from './question.ts';

/** Writes a question and the contents beside it, a line of JSON each, as fast as they are read; less where nobody reads on. */
export async function writeQuestion(to: Writable, question: Question, contents: Contents): Promise<void> {
  await pipeline(linesOf(question, contents), to).catch(() => undefined);
}

function* linesOf(question: Question, contents: Contents): Generator<string> {
  yield `${jsonLine(question)}\n`;
  for (const [id, bytes] of contents) {
    const written = bytes === null ? null : Buffer.from(bytes).toString('base64');
    yield `${JSON.stringify({ id, bytes: written })}\n`;
  }
}

/** Node 24 ends lines where Unicode does, and JSON does not. */
function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** Reads what `writeQuestion` wrote. */
export async function readQuestion(from: Readable): Promise<{ question: Question; contents: Contents }> {
  const contents = new Map<string, Uint8Array | null>();
  let question: Question | undefined;
  for await (const line of createInterface({ input: from, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (!question) question = JSON.parse(line);
    else {
      const { id, bytes }: { id: string; bytes: string | null } = JSON.parse(line);
      contents.set(id, bytes === null ? null : Buffer.from(bytes, 'base64'));
    }
  }
  if (!question) throw new Error('There is no question.');
  return { question, contents };
}
