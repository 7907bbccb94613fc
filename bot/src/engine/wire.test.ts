import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { questionAbout } from './test-question.ts';
import { readQuestion, writeQuestion } from './wire.ts';

const { question } = questionAbout({}, {});
const contents = new Map(Array.from({ length: 50 }, (_, n) => [String(n), new Uint8Array(100_000)]));

test('what is written is read, and nobody keeps listening meanwhile', async () => {
  const pipe = new PassThrough();
  let most = 0;
  pipe.on('drain', () => {
    most = Math.max(most, pipe.listenerCount('close'));
  });
  const written = writeQuestion(pipe, question, contents);
  const read = await readQuestion(pipe);
  await written;
  expect([read.question, read.contents.size]).toEqual([question, 50]);
  expect(most).toBeLessThan(10);
});

test('whoever reads no further is written to no further', async () => {
  const pipe = new PassThrough();
  const written = writeQuestion(pipe, question, contents);
  pipe.destroy();
  await expect(written).resolves.toBeUndefined();
});
