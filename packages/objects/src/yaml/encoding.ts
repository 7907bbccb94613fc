import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Range } from '@backlint/source/range';

/**
 * Characters that YAML forbids or that its readers disagree about: controls, half surrogate pairs, a byte order mark
 * inside the text, and the line ends that only YAML 1.1 knows, behind which a comment could hide a setting.
 */
const forbidden = /[^\P{Cc}\t\n\r]|[\p{Cs}\u2028\u2029\uFEFF\uFFFE\uFFFF]|\r(?!\n)/u;

/** The first character of a document that keeps it from being read; undefined for well encoded text. */
export function encodingTrouble({ file, start, end }: Range): Diagnostic | undefined {
  const found = forbidden.exec(file.text.slice(start, end));
  if (!found) return undefined;
  const at = { file, start: start + found.index, end: start + found.index + found[0].length };
  return { code: 'yaml-encoding', message: messageFor(found[0]), at };
}

function messageFor(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const remedy = character === '\r' ? 'End lines with LF or CRLF.' : 'Remove it, or write it as an escape in quotes.';
  return `YAML readers refuse or disagree about the character U+${code}, so this document was not read. ${remedy}`;
}
