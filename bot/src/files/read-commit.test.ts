import { expect, test } from 'vitest';
import { blobCache } from './blob-cache.ts';
import { commitReader } from './read-commit.ts';

const at = { owner: 'shop', repository: 'databases' };

function readerOf() {
  const asked: string[] = [];
  const forge = {
    readTree: async () => ({ entries: [], isComplete: true }),
    readBlob: async (_: unknown, id: string) => {
      asked.push(id);
      return new Uint8Array(1);
    },
  };
  return { reader: commitReader(forge, at, { where: 'x', cache: blobCache(1e6) }), asked };
}

function files(count: number, size: number) {
  return Array.from({ length: count }, (_, n) => ({ path: `${n}.yaml`, id: String(n), size }));
}

test.each([
  ['files', 6_000, 10, 5_000],
  ['bytes', 100, 1024 ** 2, 64],
])('no more %s are read than promised, however often somebody asks', async (_, count, size, most) => {
  const { reader, asked } = readerOf();
  for (let round = 0; round < 2; round++) {
    const contents = new Map<string, Uint8Array | null>();
    await reader.readContents(files(count, size), contents);
    expect([...contents.values()].filter((one) => one !== null)).toHaveLength(most);
  }
  expect(asked).toHaveLength(most);
});

test('a file that is too large is never asked for', async () => {
  const { reader, asked } = readerOf();
  const contents = new Map<string, Uint8Array | null>();
  await reader.readContents([{ path: 'a.yaml', id: 'a', size: 1024 ** 3 }], contents);
  expect([contents.get('a'), asked]).toEqual([null, []]);
});
