import type { Diagnostic } from '@backlint/source/diagnostic';
import type { SourceFile } from '@backlint/source/source-file';

/** The text of a file as it is, byte order mark and all; a diagnostic at its first character that is not UTF-8. */
export function decodeText(bytes: Uint8Array, path: string): SourceFile | Diagnostic {
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
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
