import type { Comment } from '@backlint/source/comment';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Range } from '@backlint/source/range';
import { limits } from '../limits.ts';
import { rangeIn, type SourceText } from '../source-text.ts';
import { isDigit, nameEnd } from './characters.ts';

/**
 * A kind of token. `failed` is where the cursor stands after an error until the body parser finds a place to go on from:
 * no expectation matches it, so every construct under way comes to its end by itself.
 */
export type Token =
  | 'name'
  | 'number'
  | 'quote'
  | 'heredoc'
  | 'newline'
  | 'end'
  | 'bad'
  | 'failed'
  | ('{' | '}' | '[' | ']' | '(' | ')' | ',' | '.' | '...' | ':' | '::' | '?' | '=' | '=>' | '~}')
  | ('!' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | '+' | '-' | '*' | '/' | '%');

const endOfLine = /\r?\n/g;
const heredocOpener = /<<(-?)([\p{ID_Start}_][\p{ID_Continue}-]*)\r?\n/uy;

/** A place in HCL text, the token there, and what is wrong so far. */
export class Cursor {
  readonly text: string;
  /** The token under the cursor and where it begins and ends. */
  kind: Token = 'newline';
  start = 0;
  end = 0;
  /** Where the last token that was passed ended. */
  passed = 0;
  /** Whether a line break is a token here, or mere space as inside parentheses. */
  hasLines = true;
  /** Whether a block opener in the first column ends every block around it: only once braces are known not to match. */
  isHoisting = false;
  /** Where blocks were last found to lack their closing braces. */
  unclosedAt: number | undefined;
  readonly diagnostics: Diagnostic[] = [];
  readonly comments: Comment[] = [];
  #depth = 0;
  readonly #source: SourceText;

  constructor(source: SourceText) {
    this.text = source.text;
    this.#source = source;
  }

  /** Moves to the next token. */
  advance(): void {
    if (this.kind === 'failed') return;
    this.passed = this.end;
    this.#skipSpace();
    this.start = this.end;
    this.kind = this.#scan();
  }

  /** Moves to the token at or after an offset. */
  moveTo(offset: number): void {
    if (this.kind === 'failed') return;
    this.end = offset;
    this.advance();
  }

  /** Goes on reading after an error. */
  resume(offset: number): void {
    this.kind = 'newline';
    this.hasLines = true;
    this.end = offset;
    this.advance();
  }

  is(kind: Token): boolean {
    return this.kind === kind;
  }

  /** Passes a token of one kind, if that is what is here. */
  pass(kind: Token): boolean {
    if (this.kind !== kind) return false;
    this.advance();
    return true;
  }

  /** Whether a name that is a keyword in this place is here. */
  isWord(word: string): boolean {
    return this.kind === 'name' && this.tokenText() === word;
  }

  /** Passes the closing token of the bracket at an offset, going back to the line rule that held before it. */
  close(kind: Token, opener: number, hadLines: boolean, message: string): void {
    if (this.kind === 'end') {
      this.fail('this bracket is not closed before the end of the file', this.range(opener, opener + 1));
    } else if (this.kind !== kind) this.fail(message);
    this.hasLines = hadLines;
    this.advance();
  }

  /** The text of the token here. */
  tokenText(): string {
    return this.text.slice(this.start, this.end);
  }

  /** The range of the token here. */
  here(): Range {
    return this.range(this.start, this.end);
  }

  /** The range from an offset to the end of the last token that was passed. */
  from(start: number): Range {
    return this.range(start, Math.max(start, this.passed));
  }

  range(start: number, end: number): Range {
    return rangeIn(this.#source, start, end);
  }

  get hasFailed(): boolean {
    return this.kind === 'failed';
  }

  /** Reports an error and stands still until `resume`. */
  fail(message: string, at: Range = this.here(), code = 'hcl-syntax'): void {
    if (this.kind === 'failed') return;
    this.report(message, at, code);
    this.kind = 'failed';
  }

  /** Reports an error that leaves the structure clear, so that reading goes on. */
  report(message: string, at: Range, code = 'hcl-syntax'): void {
    if (this.diagnostics.length < limits.diagnostics) this.diagnostics.push({ code, message, at });
    else if (this.diagnostics.length === limits.diagnostics) {
      const surrender = `more than ${limits.diagnostics} errors; the rest of the file is not read`;
      this.diagnostics.push({ code: 'limit-diagnostics', message: surrender, at });
    }
  }

  get hasGivenUp(): boolean {
    return this.diagnostics.length > limits.diagnostics;
  }

  /** Goes one level deeper, or fails where that is too deep. Every call needs its `leave`. */
  enter(): void {
    this.#depth++;
    if (this.#depth > limits.depth) {
      this.fail(`nested more than ${limits.depth} levels deep`, this.here(), 'limit-depth');
    }
  }

  leave(): void {
    this.#depth--;
  }

  #skipSpace(): void {
    const { text } = this;
    for (;;) {
      const code = text.charCodeAt(this.end);
      if (code === 32 || code === 9) this.end++;
      else if (code === 10 && !this.hasLines) this.end++;
      else if (code === 13 && !this.hasLines && text.charCodeAt(this.end + 1) === 10) this.end += 2;
      else if (code === 35 || (code === 47 && text.charCodeAt(this.end + 1) === 47)) this.#passLineComment(code);
      else if (code === 47 && text.charCodeAt(this.end + 1) === 42) {
        const close = text.indexOf('*/', this.end + 2);
        if (close === -1) return;
        this.#keepComment(this.end, this.end + 2, close, close + 2);
        this.end = close + 2;
      } else return;
    }
  }

  #passLineComment(marker: number): void {
    endOfLine.lastIndex = this.end;
    const lineEnd = endOfLine.exec(this.text)?.index ?? this.text.length;
    this.#keepComment(this.end, this.end + (marker === 35 ? 1 : 2), lineEnd, lineEnd);
    this.end = lineEnd;
  }

  /** Some text is scanned twice, and its comments come in order, so a comment is new where it follows the last one. */
  #keepComment(start: number, textStart: number, textEnd: number, end: number): void {
    const range = this.range(start, end);
    const last = this.comments.at(-1);
    if (last && last.range.start >= range.start) return;
    this.comments.push({ text: this.text.slice(textStart, textEnd).trim(), range });
  }

  #scan(): Token {
    const { text } = this;
    const code = text.charCodeAt(this.end);
    if (Number.isNaN(code)) return 'end';
    const next = text.charCodeAt(this.end + 1);
    switch (code) {
      case 10:
        return this.#take('newline', 1);
      case 13:
        return next === 10 ? this.#take('newline', 2) : this.#take('bad', 1);
      case 34:
        return this.#take('quote', 1);
      case 123:
        return this.#take('{', 1);
      case 125:
        return this.#take('}', 1);
      case 91:
        return this.#take('[', 1);
      case 93:
        return this.#take(']', 1);
      case 40:
        return this.#take('(', 1);
      case 41:
        return this.#take(')', 1);
      case 44:
        return this.#take(',', 1);
      case 46:
        return text.startsWith('...', this.end) ? this.#take('...', 3) : this.#take('.', 1);
      case 58:
        return next === 58 ? this.#take('::', 2) : this.#take(':', 1);
      case 61:
        return next === 61 ? this.#take('==', 2) : next === 62 ? this.#take('=>', 2) : this.#take('=', 1);
      case 33:
        return next === 61 ? this.#take('!=', 2) : this.#take('!', 1);
      case 60:
        return next === 60 ? this.#scanHeredocOpener() : next === 61 ? this.#take('<=', 2) : this.#take('<', 1);
      case 62:
        return next === 61 ? this.#take('>=', 2) : this.#take('>', 1);
      case 38:
        return next === 38 ? this.#take('&&', 2) : this.#take('bad', 1);
      case 124:
        return next === 124 ? this.#take('||', 2) : this.#take('bad', 1);
      case 126:
        return next === 125 ? this.#take('~}', 2) : this.#take('bad', 1);
      case 63:
        return this.#take('?', 1);
      case 43:
        return this.#take('+', 1);
      case 45:
        return this.#take('-', 1);
      case 42:
        return this.#take('*', 1);
      case 47:
        return next === 42 ? this.#take('bad', 2) : this.#take('/', 1);
      case 37:
        return this.#take('%', 1);
      default:
        return isDigit(code) ? this.#scanNumber() : this.#scanName();
    }
  }

  #take(kind: Token, length: number): Token {
    this.end += length;
    return kind;
  }

  #scanName(): Token {
    const end = nameEnd(this.text, this.end);
    if (end === this.end) return this.#take('bad', (this.text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
    this.end = end;
    return 'name';
  }

  /** Numbers are greedy: `0.1` in `a.0.1` is one token, and so is `1.2.3`, which is no number. */
  #scanNumber(): Token {
    const { text } = this;
    for (let at = this.end; ; at++) {
      const code = text.charCodeAt(at);
      if (code === 101 || code === 69) {
        const next = text.charCodeAt(at + 1);
        if (next === 43 || next === 45) at++;
        if (!isDigit(text.charCodeAt(at + 1))) return 'number';
      } else if (isDigit(code)) this.end = at + 1;
      else if (code !== 46) return 'number';
    }
  }

  /** A heredoc's marker must be the last thing on its line; otherwise `<<` is just a comparison gone wrong. */
  #scanHeredocOpener(): Token {
    heredocOpener.lastIndex = this.end;
    const found = heredocOpener.exec(this.text);
    return found ? this.#take('heredoc', found[0].length) : this.#take('<', 1);
  }
}
