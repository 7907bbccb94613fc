import type { Diagnostic } from '@backlint/source/diagnostic';
import type { Range } from '@backlint/source/range';
import type { ErrorCode, YAMLParseError } from 'yaml';

/** What went wrong and what to do, in our words: the parser's own messages quote the text, which may hold secrets. */
const explanations: Partial<Record<ErrorCode, string>> = {
  BAD_ALIAS: 'An anchor or alias has no name or a doubtful one here.',
  BAD_DQ_ESCAPE: 'Double quotes do not know this escape: write two backslashes, or use single quotes.',
  BAD_INDENT: 'This is not indented like its neighbours, or not deeper than what it belongs to.',
  BAD_SCALAR_START: 'Text cannot begin with this character unless it is quoted.',
  BLOCK_AS_IMPLICIT_KEY:
    'A second key or a list begins on the line of a key: put it on its own line, or quote the text.',
  BLOCK_IN_FLOW: 'Indented lists and mappings cannot stand between brackets.',
  KEY_OVER_1024_CHARS: 'A key is longer than 1,024 characters.',
  MISSING_CHAR: 'Something is missing before this: a colon after a key, a comma, a space, a quote or a bracket.',
  MULTILINE_IMPLICIT_KEY: 'A key is not on one line with its colon: check the indentation, or quote the text.',
  MULTIPLE_ANCHORS: 'A value has two anchors.',
  MULTIPLE_TAGS: 'A value has two tags.',
  TAB_AS_INDENT: 'A tab indents this line: use spaces.',
};

/** The first error of a document, as a diagnostic inside its range. */
export function syntaxTrouble(error: YAMLParseError | undefined, { file, start, end }: Range): Diagnostic {
  const inside = (offset: number) => Math.min(Math.max(offset, start), end);
  const [from, to] = error?.pos ?? [start, start];
  const explanation = (error && explanations[error.code]) ?? 'This does not fit the grammar of YAML.';
  return {
    code: 'yaml-syntax',
    message: `${explanation} The document was not read.`,
    at: { file, start: inside(from), end: Math.max(inside(from), inside(to)) },
  };
}
