/** What a character can be in HCL, by its code; beyond ASCII, Unicode's identifier properties decide. */
const letter = 1;
const digit = 2;
const dash = 4;

const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) classes[code] = letter;
  else if (/[0-9]/.test(character)) classes[code] = digit;
  else if (character === '-') classes[code] = dash;
}

const startsName = /\p{ID_Start}/u;
const continuesName = /\p{ID_Continue}/u;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Past the end of the name that begins at an offset; the offset itself where no name begins. */
export function nameEnd(text: string, at: number): number {
  let end = at;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code < 128) {
      const kind = classes[code] ?? 0;
      if (kind === 0 || (end === at && kind !== letter)) return end;
      end++;
    } else {
      const point = text.codePointAt(end);
      if (point === undefined) return end;
      const character = String.fromCodePoint(point);
      if (!(end === at ? startsName : continuesName).test(character)) return end;
      end += character.length;
    }
  }
}

/** Whether Unicode counts a code as white space, as Go's `unicode.IsSpace` does; JavaScript's `trim` differs. */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}
