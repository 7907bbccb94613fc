import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { relevanceOf } from '@backlint/objects/kubernetes/relevance';
import { words } from '@backlint/objects/read-objects';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceFile } from '@backlint/source/source-file';
import { decodeText } from './decode-text.ts';
import { errorCodeOf, pathDiagnostic } from './path-diagnostic.ts';

/** One byte more than a file may have, so that a file that grows meanwhile is noticed. Reused: reading is synchronous. */
const buffer = new Uint8Array(1024 * 1024 + 1);

/**
 * The file at a real path (one without links in it) under the name `path`, or why it was not read. Pipes and devices do
 * not block it, links are not followed, and no more than 1 MiB is read, even when the disk is changed meanwhile. A larger
 * file in which no word stands that matters for backups, such as a bundle of somebody's CRDs, is as good as empty.
 */
export function readTextFile(realPath: string, path: string): SourceFile | Diagnostic {
  let file: number | undefined;
  try {
    file = openSync(realPath, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    if (!isFileAt(realPath, file)) {
      const message = 'This was replaced by something else while backlint ran, so it was not read. Run backlint again.';
      return pathDiagnostic('path-changed', path, message);
    }
    const bytes = readBytes(file);
    if (bytes.length < buffer.length) return decodeText(bytes, path);
    if (isNothingToUs(file, bytes, path)) return { path, text: '' };
    return pathDiagnostic('limit-size', path, 'This file is larger than 1 MiB, so it was not read. Split it.');
  } catch (error) {
    const message = `This file cannot be read (${errorCodeOf(error)}).`;
    return pathDiagnostic('path-unreadable', path, message);
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Files beyond this are not even looked through. */
const mostLookedThrough = 64 * 1024 * 1024;

const { mayBeInFile } = relevanceOf(words);

/** Looks through the rest of a large file, which has begun with `bytes`, piece by piece: words may lie across a border. */
function isNothingToUs(file: number, bytes: Uint8Array, path: string): boolean {
  if (!/\.(?:ya?ml|json)$/.test(path)) return false;
  let [piece, border, looked] = [bytes, '', 0];
  while (piece.length > 0) {
    const text = border + Buffer.from(piece).toString('latin1');
    if (mayBeInFile(text)) return false;
    border = text.slice(-100);
    looked += piece.length;
    if (looked > mostLookedThrough) return false;
    piece = readBytes(file);
  }
  return true;
}

/** Whether what was opened is a file and still lies at its path, with no folder on the way turned into a link. */
function isFileAt(realPath: string, file: number): boolean {
  const opened = fstatSync(file, { bigint: true });
  const there = lstatSync(realPath, { bigint: true });
  const isSame = opened.dev === there.dev && opened.ino === there.ino;
  return opened.isFile() && isSame && realpathSync.native(realPath) === realPath;
}

function readBytes(file: number): Uint8Array {
  let length = 0;
  while (length < buffer.length) {
    const count = readSync(file, buffer, length, buffer.length - length, null);
    if (count === 0) break;
    length += count;
  }
  return buffer.subarray(0, length);
}
