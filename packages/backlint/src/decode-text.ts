import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceFile } from '@backlint/source/source-file';
import { pathDiagnostic } from './path-diagnostic.ts';

/** What git holds of a file whose contents Git LFS keeps elsewhere. */
const placeHolder = 'version https://git-lfs.github.com/spec/v1\n';

/** The text of a file as it is, byte order mark and all; a diagnostic where it is not UTF-8, or not here. */
export function decodeText(bytes: Uint8Array, path: string): SourceFile | Diagnostic {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (!text.startsWith(placeHolder)) return { path, text };
    return pathDiagnostic('path-unreadable', path, 'Git LFS keeps this file elsewhere, so it was not read.');
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const start = firstReplacement(text, bytes);
    return { code: 'file-encoding', message: messageFor(bytes), at: { file: { path, text }, start, end: start + 1 } };
  }
}

function messageFor([first, second]: Uint8Array): string {
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const what = isUtf16 ? 'This file is UTF-16' : 'From here on this file is not UTF-8';
  return `${what}, so it was not read. Save it as UTF-8.`;
}

/** The offset of the first U+FFFD that stands for bytes that are no character, not for itself. */
function firstReplacement(text: string, bytes: Uint8Array): number {
  let byte = 0;
  let from = 0;
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', at + 1)) {
    byte += Buffer.byteLength(text.slice(from, at));
    from = at;
    if (bytes[byte] !== 0xef || bytes[byte + 1] !== 0xbf || bytes[byte + 2] !== 0xbd) return at;
  }
  return 0;
}
