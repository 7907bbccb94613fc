/** Where one document of a YAML stream lies in its text, with its markers and the comments and directives before it. */
export interface DocumentSpan {
  readonly start: number;
  readonly end: number;
}

/** `---` or `...` alone at the start of a line: YAML lets neither stand inside a scalar or between brackets there. */
const marker = /(?:^\uFEFF?|\n)(?:---|\.\.\.)(?=[ \t\r\n]|$)/g;

/**
 * Splits a YAML stream into its documents by their markers alone, so that each can be skipped or parsed by itself and a
 * broken one costs its neighbours nothing. The spans follow each other without a gap; a byte order mark is in none.
 */
export function splitDocuments(text: string): readonly DocumentSpan[] {
  const spans: DocumentSpan[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  let hasBegun = false;
  for (const { index, 0: match } of text.matchAll(marker)) {
    const at = index + match.length - 3;
    if (match.endsWith('...')) {
      const end = nextLine(text, at);
      spans.push({ start, end });
      start = end;
      hasBegun = false;
    } else {
      if (hasBegun || hasContent(text, start, at)) {
        spans.push({ start, end: at });
        start = at;
      }
      hasBegun = true;
    }
  }
  if (start < text.length) spans.push({ start, end: text.length });
  return spans;
}

/** Whether anything but blank lines, comments and directives is written: those belong to the document that follows. */
function hasContent(text: string, start: number, end: number): boolean {
  for (let line = start; line < end; line = nextLine(text, line)) {
    let at = line;
    while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r') at++;
    const first = text[at];
    if (first !== '\n' && first !== '#' && !(first === '%' && at === line)) return at < end;
  }
  return false;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end + 1;
}
