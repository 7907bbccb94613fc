// What Go takes for white space; JavaScript's `\s` differs in U+0085 and U+FEFF.
const space = '[\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';

/** The fields of a text, as Go's `strings.Fields` finds them. */
export function fieldsOf(text: string): string[] {
  return text.split(new RegExp(`${space}+`)).filter((field) => field !== '');
}

/** The text without the white space around it, as Go's `strings.TrimSpace` leaves it. */
export function trimSpace(text: string): string {
  return text.replace(new RegExp(`^${space}+|${space}+$`, 'g'), '');
}

/** Text as Go's `strconv.Quote` shows it, which is how `strconv.Atoi` names what it cannot read. */
export function quoted(text: string): string {
  return `"${[...text].map((character) => escapes[character] ?? printable(character)).join('')}"`;
}

/** Text as the messages of Go's `time.ParseDuration` show it: everything that is not ASCII byte by byte. */
export function quotedBytes(text: string): string {
  const bytes = [...new TextEncoder().encode(text)].map((byte) => {
    if (byte >= 0x80 || byte < 0x20) return `\\x${hexadecimal(byte, 2)}`;
    const character = String.fromCharCode(byte);
    return character === '"' || character === '\\' ? `\\${character}` : character;
  });
  return `"${bytes.join('')}"`;
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};

function printable(character: string): string {
  if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${hexadecimal(code, 2)}`;
  return code < 0x10000 ? `\\u${hexadecimal(code, 4)}` : `\\U${hexadecimal(code, 8)}`;
}

function hexadecimal(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}
