import { memoryTree } from '@backlint/source/source-tree';
import { afterEach, expect, test, vi } from 'vitest';
import { withProgress } from './reading-progress.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const files = memoryTree({ 'a.yaml': 'a', 'b.yaml': 'b', 'c.yaml': 'c', 'd.yaml': 'd' });

function readAll(isTerminal: boolean, secondsPerFile: number): string {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  let written = '';
  const { tree, clear } = withProgress(files, {
    isTerminal,
    write: (text) => {
      written += text;
    },
  });
  for (const path of tree.paths) {
    now += secondsPerFile * 1000;
    expect(tree.read(path)).toEqual(files.read(path));
  }
  clear();
  return written.replaceAll('\r\u001b[2K', '⟲');
}

test('a long run tells a terminal how far it is, and cleans up', () => {
  expect(readAll(true, 0.3)).toBe('⟲Reading 4 files: 50 %⟲Reading 4 files: 75 %⟲Reading 4 files: 100 %⟲');
});

test('a short run, and a run without a terminal, tell nothing', () => {
  expect(readAll(true, 0.01)).toBe('');
  expect(readAll(false, 10)).toBe('');
});
