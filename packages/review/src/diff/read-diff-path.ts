/**
 * A path as git writes it in a diff, without its prefix; undefined for none and for `/dev/null`. Git quotes unusual names
 * like C does, byte by byte in UTF-8 (`core.quotePath`), and puts a tab behind names with spaces.
 */
export function readDiffPath(text: string, prefix: string): string | undefined {
  const bare = text.replace(/\t.*$/, '').trimEnd();
  if (bare === '' || bare === '/dev/null') return undefined;
  const path = bare.startsWith('"') && bare.endsWith('"') ? unquoted(bare.slice(1, -1)) : bare;
  return path.startsWith(prefix) ? path.slice(prefix.length) : path;
}

function unquoted(text: string): string {
  const bytes: number[] = [];
  for (const [piece, octal, letter] of text.matchAll(/\\([0-3][0-7]{2})|\\(.)|[^\\]+/g)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else bytes.push(...new TextEncoder().encode(letter === undefined ? piece : (escapes[letter] ?? letter)));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

const escapes: Readonly<Record<string, string | undefined>> = {
  a: '\u0007',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};
