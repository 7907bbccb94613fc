import type { Comment } from '@backlint/source/comment';
import type { Entry, Node } from '@backlint/source/node';
import type { Origin } from '@backlint/source/origin';
import type { Range } from '@backlint/source/range';
import { ledTo } from './led-to.ts';
import { limits } from './limits.ts';
import { plainNode } from './scalar-node.ts';

/** A document in the plain style, and how many nodes it became. */
export interface PlainDocument {
  readonly root: Node;
  readonly comments: readonly Comment[];
  readonly nodes: number;
}

/**
 * Reads a document that is written as nearly all manifests are: keys and dashes by indentation, scalars and brackets on
 * one line, literal blocks. That is many times as fast as the full parser. It gives up, undefined, at the first thing
 * that is anything else, be it valid, doubtful or broken, so that whatever it does read the full parser reads the same.
 */
export function parsePlainDocument(range: Range): PlainDocument | undefined {
  const parser = new PlainParser(range);
  if (!parser.toContent()) return undefined;
  const root = parser.readBlock(1);
  return root && parser.isAtEnd ? { root, comments: parser.comments, nodes: parser.nodes } : undefined;
}

/** A key with its colon. Quotes hold no escapes, and keys are short enough for every parser. */
const keyForm = /(?:([\w./][\w./-]{0,200})|"([^"\\\n]{0,200})"|'([^'\n]{0,200})'):(?=[ \n]|$)/y;

/** Text without quotes, up to a comment or the end of its line. */
const textInBlock = /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=\S))(?:[^\n:# ]+|:(?=\S)| +(?=[^\s#])|(?<=\S)#)*/y;

/** Text without quotes between brackets, where more characters would end it. */
const textInBrackets =
  /(?:[^\s\-?:,[\]{}#&*!|>'"%@`]|-(?=[\w-]))(?:[^\n:,[\]{}#&*!|>'"%@` ]+| +(?=[^\s:,[\]{}#&*!|>'"%@`]))*/y;

const doubleQuoted = /"[^"\\\n]*"/y;
const singleQuoted = /'(?:[^'\n]|'')*'/y;
/** An anchor that scalar text follows, and an alias. */
const anchorForm = /&([\w-]+) +(?=[^ #])/y;
const aliasForm = /\*([\w-]+)/y;
const literalHeader = /\|-? *\n/y;
const restOfLine = / *(?:(?<= )#[^\n]*)?(?:\n|$)/y;

/** What has been understood of a document so far, and the line that comes next. */
class PlainParser {
  readonly comments: Comment[] = [];
  nodes = 0;
  readonly #anchors = new Map<string, Node>();
  #anchorCount = 0;
  #aliasCount = 0;
  readonly #range: Range;
  readonly #text: string;
  #at: number;
  #lineStart: number;
  /** Where the latest value ends. */
  #valueEnd = 0;
  /** The column at which the next line with content begins; -1 where there is none. */
  #indent = 0;

  constructor(range: Range) {
    this.#range = range;
    this.#text = range.file.text.slice(0, range.end);
    this.#at = range.start;
    this.#lineStart = range.start;
  }

  get isAtEnd(): boolean {
    return this.#indent === -1;
  }

  /** Goes to the first line with content. */
  toContent(): boolean {
    if (/[\t\r]/.test(this.#text.slice(this.#at))) return false;
    this.#toLine();
    if (this.#indent === 0 && this.#text.startsWith('---', this.#at)) {
      this.#at += 3;
      if (!this.#endLine()) return false;
    }
    return !this.isAtEnd;
  }

  /** The mapping or sequence that begins here. */
  readBlock(depth: number): Node | undefined {
    if (depth > limits.depth) return undefined;
    return this.#isAtDash() ? this.#readSequence(depth) : this.#readMapping(depth);
  }

  #readMapping(depth: number): Node | undefined {
    const start = this.#at;
    const column = start - this.#lineStart;
    const entries = new Map<string, Entry>();
    let end = start;
    do {
      const keyStart = this.#at;
      const key = this.#readKey();
      if (key === undefined || entries.has(key) || entries.size === limits.keys) return undefined;
      const origin = this.#origin(keyStart, this.#at - 1);
      const value = this.#readValue(column, depth);
      if (!value) return undefined;
      entries.set(key, { key: origin, value });
      end = this.#valueEnd;
    } while (this.#indent === column);
    return this.#indent > column
      ? undefined
      : this.#node({ kind: 'mapping', entries, origin: this.#origin(start, end) });
  }

  /** Reads a key and its colon. */
  #readKey(): string | undefined {
    const match = this.#match(keyForm);
    if (!match) return undefined;
    const [, plain, double, single] = match;
    // A null key is for the full parser to refuse.
    if (plain !== undefined) return /^(?:null|Null|NULL)$/.test(plain) ? undefined : plain;
    return double ?? single;
  }

  #readValue(column: number, depth: number): Node | undefined {
    this.#passSpaces();
    const place = this.#at;
    if (!this.#endLine()) return this.#readInLine(column, depth);
    if (this.#indent > column) return this.readBlock(depth + 1);
    // The dashes of a list may stand below the first letter of its key.
    if (this.#indent === column && this.#isAtDash() && depth < limits.depth) return this.#readSequence(depth + 1);
    return this.#scalar(null, place, place);
  }

  #readSequence(depth: number): Node | undefined {
    const start = this.#at;
    const column = start - this.#lineStart;
    const items: Node[] = [];
    let end = start;
    do {
      this.#at++;
      const item = this.#readItem(column, depth);
      if (!item) return undefined;
      items.push(item);
      end = this.#valueEnd;
    } while (this.#indent === column && this.#isAtDash());
    return this.#indent > column
      ? undefined
      : this.#node({ kind: 'sequence', items, origin: this.#origin(start, end) });
  }

  #readItem(column: number, depth: number): Node | undefined {
    this.#passSpaces();
    const place = this.#at;
    if (this.#endLine()) {
      return this.#indent > column ? this.readBlock(depth + 1) : this.#scalar(null, place, place);
    }
    keyForm.lastIndex = this.#at;
    if (this.#isAtDash() || keyForm.test(this.#text)) return this.readBlock(depth + 1);
    return this.#readInLine(column, depth);
  }

  /** The value that begins on this line; what follows is the next line. */
  #readInLine(column: number, depth: number): Node | undefined {
    const first = this.#text[this.#at];
    if (first === '|') return this.#readLiteral(column);
    const value = first === '&' ? this.#readAnchored() : first === '*' ? this.#readAlias() : this.#readUnnamed(depth);
    return value && this.#endLine() ? value : undefined;
  }

  #readUnnamed(depth: number): Node | undefined {
    const first = this.#text[this.#at];
    return first === '[' || first === '{' ? this.#readBrackets(depth + 1) : this.#readScalar(textInBlock);
  }

  /** An anchor on a scalar, which no alias can stand inside of. */
  #readAnchored(): Node | undefined {
    const name = this.#match(anchorForm)?.[1];
    const value = this.#readScalar(textInBlock);
    if (!value || name === undefined || ++this.#anchorCount > limits.anchors) return undefined;
    this.#anchors.set(name, value);
    return value;
  }

  #readAlias(): Node | undefined {
    const start = this.#at;
    const value = this.#anchors.get(this.#match(aliasForm)?.[1] ?? '');
    if (!value || ++this.#aliasCount > limits.aliases) return undefined;
    const alias = this.#node(ledTo(value, this.#origin(start, this.#at).range));
    this.#valueEnd = this.#at;
    return alias;
  }

  #readScalar(text: RegExp): Node | undefined {
    const start = this.#at;
    const first = this.#text[start];
    const form = first === '"' ? doubleQuoted : first === "'" ? singleQuoted : text;
    const match = this.#match(form);
    if (!match) return undefined;
    const [written] = match;
    if (form === text) return this.#node(plainNode(written, this.#origin(start, this.#at)));
    const inside = written.slice(1, -1);
    return this.#scalar(form === singleQuoted ? inside.replaceAll("''", "'") : inside, start, this.#at);
  }

  #readBrackets(depth: number): Node | undefined {
    if (depth > limits.depth) return undefined;
    const start = this.#at;
    const isMapping = this.#text[start] === '{';
    const close = isMapping ? '}' : ']';
    const items: Node[] = [];
    const entries = new Map<string, Entry>();
    this.#at++;
    this.#passSpaces();
    while (this.#text[this.#at] !== close) {
      const isRead = isMapping ? this.#readPair(entries, depth) : this.#pushItem(items, depth);
      if (!isRead) return undefined;
      this.#passSpaces();
      if (this.#text[this.#at] === ',') this.#at++;
      else if (this.#text[this.#at] !== close) return undefined;
      this.#passSpaces();
    }
    this.#at++;
    const origin = this.#origin(start, this.#at);
    return this.#node(isMapping ? { kind: 'mapping', entries, origin } : { kind: 'sequence', items, origin });
  }

  #pushItem(items: Node[], depth: number): boolean {
    const item = this.#readInBrackets(depth);
    if (item) items.push(item);
    return item !== undefined;
  }

  #readPair(entries: Map<string, Entry>, depth: number): boolean {
    const keyStart = this.#at;
    const key = this.#readKey();
    if (key === undefined || entries.has(key) || entries.size === limits.keys) return false;
    const origin = this.#origin(keyStart, this.#at - 1);
    this.#passSpaces();
    const value = this.#readInBrackets(depth);
    if (value) entries.set(key, { key: origin, value });
    return value !== undefined;
  }

  #readInBrackets(depth: number): Node | undefined {
    const first = this.#text[this.#at];
    return first === '[' || first === '{' ? this.#readBrackets(depth + 1) : this.#readScalar(textInBrackets);
  }

  /** A literal block; its lines are those with the indentation of the first, and empty ones between them. */
  #readLiteral(column: number): Node | undefined {
    const start = this.#at;
    const header = this.#match(literalHeader)?.[0];
    if (header === undefined) return undefined;
    const lines: string[] = [];
    let indentation = -1;
    let end = start;
    let filled = 0;
    while (this.#at < this.#text.length) {
      const lineEnd = this.#lineEnd();
      const content = this.#firstLetter(lineEnd);
      const indent = content - this.#at;
      if (content === lineEnd) {
        // Spaces beyond the indentation would be content.
        if (indent > Math.max(indentation, 0)) return undefined;
        lines.push('');
      } else {
        if (indentation === -1 && indent > column) indentation = indent;
        if (indentation === -1 || indent < indentation) break;
        lines.push(this.#text.slice(this.#at + indentation, lineEnd));
        filled = lines.length;
        end = lineEnd;
      }
      this.#at = lineEnd + 1;
    }
    if (filled === 0) return undefined;
    while (/\s/.test(this.#text[end - 1] ?? '')) end--;
    this.#toLine();
    const text = lines.slice(0, filled).join('\n');
    return this.#scalar(header.startsWith('|-') ? text : `${text}\n`, start, end);
  }

  /** Ends the line where nothing but a comment is left on it, and goes to the next that has content. */
  #endLine(): boolean {
    const start = this.#at;
    const match = this.#match(restOfLine);
    if (!match) return false;
    const comment = match[0].indexOf('#');
    if (comment !== -1) this.#keepComment(start + comment, start + match[0].length);
    this.#toLine();
    return true;
  }

  /** Passes empty lines and comments. */
  #toLine(): void {
    for (; this.#at < this.#text.length; this.#at = this.#lineEnd() + 1) {
      const lineEnd = this.#lineEnd();
      const content = this.#firstLetter(lineEnd);
      if (content === lineEnd) continue;
      if (this.#text[content] !== '#') {
        this.#lineStart = this.#at;
        this.#indent = content - this.#at;
        this.#at = content;
        return;
      }
      this.#keepComment(content, lineEnd);
    }
    this.#indent = -1;
  }

  #keepComment(start: number, lineEnd: number): void {
    const written = this.#text.slice(start, lineEnd).trimEnd();
    const { range } = this.#origin(start, start + written.length);
    this.comments.push({ text: written.slice(1).trim(), range });
  }

  #firstLetter(lineEnd: number): number {
    let at = this.#at;
    while (at < lineEnd && this.#text[at] === ' ') at++;
    return at;
  }

  #lineEnd(): number {
    const end = this.#text.indexOf('\n', this.#at);
    return end === -1 ? this.#text.length : end;
  }

  #isAtDash(): boolean {
    const next = this.#text[this.#at + 1];
    return this.#text[this.#at] === '-' && (next === ' ' || next === '\n' || next === undefined);
  }

  #passSpaces(): void {
    while (this.#text[this.#at] === ' ') this.#at++;
  }

  #match(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.#at;
    const match = form.exec(this.#text);
    if (!match) return undefined;
    this.#at = form.lastIndex;
    return match;
  }

  #scalar(value: string | null, start: number, end: number): Node {
    const origin = this.#origin(start, end);
    return this.#node(
      value === null ? { kind: 'scalar', value, written: '', origin } : { kind: 'scalar', value, origin },
    );
  }

  #node(node: Node): Node {
    this.nodes++;
    this.#valueEnd = node.origin.range.end;
    return node;
  }

  #origin(start: number, end: number): Origin {
    return { range: { file: this.#range.file, start, end } };
  }
}
