/** A half-open span of offsets in a line. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a secret's key ends with. A reference to a secret (`secretName`, `passwordSecret`) is not one itself. */
const key = String.raw`(?:passw(?:or)?d|pwd|passphrase|token|secret_?key|access_?key(?:_?id)?|private_?key|api_?key|account_?key|storage_?key|connection_?string|\bsas|\bdsn)`;

/** A scalar: quoted, or up to a delimiter; not the beginning of a mapping, a template or an expression over one. */
const value = String.raw`("(?:[^"\\]|\\.)*"?|'[^']*'?|(?![{[*|>]|\$[{(A-Z_])[^\s,}#][^,}#\n]*)`;

const patterns = [
  new RegExp(String.raw`${key}["']?[ \t]{0,20}[:=][ \t]{0,20}${value}`, 'dgi'),
  new RegExp(String.raw`--?[a-z-]{0,20}${key}[ \t]{1,20}(\S+)`, 'dgi'),
  // An environment variable: `{ name: PGPASSWORD, value: … }`.
  new RegExp(String.raw`${key}["']?,[ \t]{0,20}["']?value["']?[ \t]{0,20}[:=][ \t]{0,20}${value}`, 'dgi'),
  // What Terraform is told to be a secret in so many words.
  /\b(?:non)?sensitive\(\s{0,20}("(?:[^"\\]|\\.)*"?)/dg,
  /\bset_sensitive\b.{0,400}?\bvalue[ \t]{0,20}=[ \t]{0,20}("(?:[^"\\]|\\.)*"?)/dg,
  // Commands that take a secret without calling it one; a variable is none.
  /\bmc[ \t]+(?:alias[ \t]+set|config[ \t]+host[ \t]+add)[ \t]+\S+[ \t]+\S+[ \t]+(?!"?\$)(\S+(?:[ \t]+(?!"?\$)\S+)?)/dg,
  /\b(?:sshpass|mysql\w*|mariadb\w*)\b.{0,200}?[ \t]-p[ \t]?(?!"?\$)(\S+)/dg,
  /\bpass:(?!"?\$)(\S+)/dg,
  /[ \t](?:-u|--user)[ =]?"?[^\s:"]{1,100}:(?!\$)([^\s"]+)/dg,
  // The password in a URL.
  /:\/\/[^\s/@:]{0,200}:([^\s/@]{1,400})@/dg,
];

/** Where a line seems to hold a secret's value. Rather too much than too little: a reader can open the file. */
export function secretRanges(line: string, lineBefore = ''): readonly Span[] {
  const found = patterns.flatMap((pattern) =>
    Array.from(line.matchAll(pattern), ({ indices }) => spanOf(indices?.[1])),
  );
  return [...found, ...namedByLineBefore(line, lineBefore)]
    .filter(isSpan)
    .sort((left, right) => left.start - right.start);
}

/** `- name: PGPASSWORD` with `value: …` on the next line. */
function namedByLineBefore(line: string, lineBefore: string): readonly (Span | undefined)[] {
  if (!namesSecret.test(lineBefore)) return [];
  return [spanOf(valueOfVariable.exec(line)?.indices?.[1])];
}

const namesSecret = new RegExp(String.raw`\bname["']?[ \t]{0,20}[:=].{0,200}${key}["']?,?\s*$`, 'i');
const valueOfVariable = new RegExp(String.raw`^\s*["']?value["']?[ \t]{0,20}[:=][ \t]{0,20}${value}`, 'd');

function spanOf(indices: [number, number] | undefined): Span | undefined {
  return indices && { start: indices[0], end: indices[1] };
}

function isSpan(span: Span | undefined): span is Span {
  return span !== undefined;
}
