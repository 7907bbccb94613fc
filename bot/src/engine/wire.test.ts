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

test('nothing that some version of Node takes for the end of a line stands in one', async () => {
  const pipe = new PassThrough();
  const title = 'a\u2028b\u2029c\rd';
  const asked = { ...question, pullRequest: { ...question.pullRequest, title } };
  await writeQuestion(pipe, asked, new Map());
  const written: Buffer = pipe.read();
  expect(written.toString()).not.toMatch(/[\r\u2028\u2029]/);
  expect(JSON.parse(written.toString())).toEqual(asked);
});
