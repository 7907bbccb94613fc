const simple: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };
const hexadecimal = /^[0-9A-Fa-f]+$/;

/** How many characters the escape at a backslash takes; zero where it is none. */
export function escapeLength(text: string, at: number): number {
  const selector = text.charAt(at + 1);
  if (selector in simple && selector !== '') return 2;
  const digits = selector === 'u' ? 4 : selector === 'U' ? 8 : 0;
  const code = text.slice(at + 2, at + 2 + digits);
  if (digits === 0 || code.length < digits || !hexadecimal.test(code)) return 0;
  const point = Number.parseInt(code, 16);
  return point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? 0 : 2 + digits;
}

/** What a stretch of a template's source says once `$${`, `%%{` and, in a quoted string, backslash escapes are read. */
export function decode(source: string, isQuoted: boolean): string {
  let decoded = '';
  forEachUnit(source, isQuoted, (written, meant) => {
    decoded += meant ?? written;
    return true;
  });
  return decoded;
}

/** How far into a stretch of source its first `length` decoded characters reach. */
export function sourceLength(source: string, isQuoted: boolean, length: number): number {
  let reached = 0;
  let at = 0;
  forEachUnit(source, isQuoted, (written, meant) => {
    if (reached >= length) return false;
    reached += (meant ?? written).length;
    at += written.length;
    return true;
  });
  return at;
}

/** Cuts a stretch of source into plain characters and escapes (with what they mean), until told to stop. */
function forEachUnit(
  source: string,
  isQuoted: boolean,
  visit: (written: string, meant: string | undefined) => boolean,
): void {
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    let length = 1;
    let meant: string | undefined;
    if (isQuoted && character === '\\') {
      length = Math.max(escapeLength(source, at), 1);
      meant = escapeMeaning(source.slice(at, at + length));
    } else if (isMarkerEscape(source, at)) {
      length = 3;
      meant = `${character}{`;
    }
    if (!visit(source.slice(at, at + length), meant)) return;
    at += length;
  }
}

/** Whether `$${` or `%%{` is at an offset: a doubled marker that stands for the single one. */
export function isMarkerEscape(text: string, at: number): boolean {
  return text.startsWith('$${', at) || text.startsWith('%%{', at);
}

function escapeMeaning(sequence: string): string | undefined {
  if (sequence.length <= 2) return simple[sequence.charAt(1)];
  return String.fromCodePoint(Number.parseInt(sequence.slice(2), 16));
}
