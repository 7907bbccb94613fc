import { nameEnd } from './characters.ts';

const openers = new Set(
  'resource data module variable output provider locals terraform moved import check removed ephemeral'.split(' '),
);
const opener =
  /([\p{ID_Start}_][\p{ID_Continue}-]*)((?:[ \t]+(?:"[^"\n]*"|[\p{ID_Start}_][\p{ID_Continue}-]*))*)[ \t]*\{/uy;
const heredoc = /<<-?([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** Whether a block that belongs to the top level opens at an offset, at the very start of its line. */
export function isBlockOpener(text: string, at: number): boolean {
  if (at > 0 && text.charCodeAt(at - 1) !== 10) return false;
  opener.lastIndex = at;
  const found = opener.exec(text);
  return found !== null && (openers.has(found[1] ?? '') || (found[2] ?? '').includes('"'));
}

/**
 * Where to go on reading after an item with an error: the end of the line at which its brackets match again, the brace
 * that closes the block around it, or a block opener in the first column, whichever comes first after the error.
 */
export function skipItem(text: string, start: number, error: number): number {
  let depth = 0;
  let at = start;
  // A search for a marker that is not there costs the rest of the file, so there is only one.
  let trustsHeredocs = true;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    switch (code) {
      case 10:
        if (depth <= 0 && at >= error) return at;
        at++;
        if (at >= error && isBlockOpener(text, at)) return at;
        break;
      case 123:
      case 91:
      case 40:
        depth++;
        at++;
        break;
      case 125:
        if (depth <= 0 && at >= error) return at;
        depth--;
        at++;
        break;
      case 93:
      case 41:
        depth = Math.max(depth - 1, 0);
        at++;
        break;
      case 34:
        at = skipQuoted(text, at);
        break;
      case 35:
        at = lineEnd(text, at);
        break;
      case 47:
        at = skipSlash(text, at);
        break;
      case 60:
        if (trustsHeredocs) {
          const end = skipHeredoc(text, at);
          trustsHeredocs = end !== undefined;
          at = end ?? at + 2;
        } else at++;
        break;
      default:
        at = Math.max(nameEnd(text, at), at + 1);
    }
  }
  return text.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

/** A string that does not end on its line is taken to end with it. */
function skipQuoted(text: string, at: number): number {
  let depth = 0;
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === 10) return end;
    if (code === 92) end++;
    else if ((code === 36 || code === 37) && text.charCodeAt(end + 1) === 123) {
      depth++;
      end++;
    } else if (code === 125) depth = Math.max(depth - 1, 0);
    else if (code === 34 && depth === 0) return end + 1;
  }
  return text.length;
}

function skipSlash(text: string, at: number): number {
  if (text.startsWith('//', at)) return lineEnd(text, at);
  if (!text.startsWith('/*', at)) return at + 1;
  const end = text.indexOf('*/', at + 2);
  return end === -1 ? lineEnd(text, at) : end + 2;
}

/** Past a heredoc, if one begins here; undefined where it has no end. */
function skipHeredoc(text: string, at: number): number | undefined {
  heredoc.lastIndex = at;
  const found = heredoc.exec(text);
  if (!found) return at + 1;
  const marker = found[1] ?? '';
  for (let line = at + found[0].length; line < text.length; line = lineEnd(text, line) + 1) {
    if (text.slice(line, lineEnd(text, line)).trim() === marker) return lineEnd(text, line);
  }
  return undefined;
}
