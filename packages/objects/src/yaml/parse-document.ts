import type { Comment } from '@backlint/source/comment';
import type { Read } from '@backlint/source/diagnostic';
import type { Range } from '@backlint/source/range';
import { Composer, CST, type Document, isScalar, Lexer, type ParsedNode, Parser } from 'yaml';
import { limits, type YamlBudget } from './limits.ts';
import { syntaxTrouble } from './syntax-trouble.ts';

/** The syntax of one document, all scalars text as yet; no contents where nothing is written but comments. */
export interface ParsedDocument {
  readonly contents: ParsedNode | undefined;
  readonly comments: readonly Comment[];
}

/**
 * Parses the one document that lies in a range. Nothing recursive or superlinear sees the text before its depth, tokens,
 * anchors and aliases are counted, one token at a time.
 */
export function parseDocument(range: Range, budget: YamlBudget): Read<ParsedDocument | undefined> {
  const { result, diagnostics } = readTokens(range, budget);
  if (!result) return { result: undefined, diagnostics };

  const [document, second] = compose(result.tokens, range);
  const [error] = document?.errors ?? [];
  if (error) return { result: undefined, diagnostics: [syntaxTrouble(error, range)] };
  if (second) return { result: undefined, diagnostics: [syntaxTrouble(undefined, range)] };
  return { result: { contents: contentsOf(document), comments: result.comments }, diagnostics: [] };
}

interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly comments: readonly Comment[];
}

function readTokens(range: Range, budget: YamlBudget): Read<Tokens | undefined> {
  const { file } = range;
  const parser = new Parser();
  parser.offset = range.start;
  const tokens: CST.Token[] = [];
  const comments: Comment[] = [];
  let anchors = 0;
  let aliases = 0;
  let isText = false;
  const refuse = (code: string, message: string): Read<undefined> => {
    const at = { file, start: Math.min(parser.offset, range.end), end: Math.min(parser.offset + 1, range.end) };
    return { result: undefined, diagnostics: [{ code, message: `${message}, so this document was not read.`, at }] };
  };

  for (const lexeme of new Lexer().lex(file.text.slice(range.start, range.end))) {
    budget.tokens--;
    if (budget.tokens < 0) return { result: undefined, diagnostics: [] };
    const first = isText ? undefined : lexeme[0];
    isText = lexeme === CST.SCALAR;
    if (first === '#') {
      const start = parser.offset;
      const end = start + lexeme.trimEnd().length;
      comments.push({ text: lexeme.slice(1).trim(), range: { file, start, end } });
    } else if (first === '%' && !/^%(?:YAML[ \t]+1\.2|TAG[ \t].*)$/.test(lexeme)) {
      return refuse('yaml-directive', 'YAML readers disagree about this directive; remove it');
    } else if (first === '&' && ++anchors > limits.anchors) {
      return refuse('limit-anchors', `There are more than ${limits.anchors} anchors`);
    } else if (first === '*' && ++aliases > limits.aliases) {
      return refuse('limit-aliases', `There are more than ${limits.aliases} aliases`);
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    // The stack also holds the document and a scalar; the exact depth is counted when nodes are built.
    if (parser.stack.length > limits.depth + 2)
      return refuse('limit-depth', `There are more than ${limits.depth} levels`);
  }
  for (const token of parser.end()) tokens.push(token);
  return { result: { tokens, comments }, diagnostics: [] };
}

/** Scalars stay text: what they mean is decided from how they are written, when nodes are built. */
const options = {
  schema: 'failsafe',
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

function compose(tokens: readonly CST.Token[], { end }: Range): Document.Parsed[] {
  const composer = new Composer(options);
  const { stackTraceLimit } = Error;
  // Text can make an error of every character, and the stack that each records costs a thousand times the error.
  Error.stackTraceLimit = 0;
  try {
    return [...composer.compose(tokens, true, end)];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function contentsOf(document: Document.Parsed | undefined): ParsedNode | undefined {
  const contents = document?.contents ?? undefined;
  const isEmpty =
    isScalar(contents) && contents.source === '' && !contents.anchor && !contents.tag && contents.type === 'PLAIN';
  return isEmpty ? undefined : contents;
}
