import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const most = { files: 2_000, bytes: 32 * 1024 * 1024 } as const;

/**
 * Copies a chart to where Helm may read it: its files and folders, but no links, so that nothing outside of it can be
 * read through them. Returns whether all of it was copied; a chart of more than 2,000 files or 32 MiB is not.
 */
export function copyChart(from: string, to: string): boolean {
  const left = { files: most.files, bytes: most.bytes };
  return copyFolder(from, to, left);
}

function copyFolder(from: string, to: string, left: { files: number; bytes: number }): boolean {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== '.git' && !copyFolder(source, target, left)) return false;
    } else if (entry.isFile()) {
      left.files--;
      left.bytes -= statSync(source).size;
      if (left.files < 0 || left.bytes < 0) return false;
      copyFileSync(source, target);
    }
  }
  return true;
}
