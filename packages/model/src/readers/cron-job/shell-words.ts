/** A word of a script, and where in the script it stands. */
export interface ShellWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a shell script: quotes taken off, comments left out, operators as words of their own. Variables stay as
 * written (`$name`). Enough to see what a script mentions and runs; it executes and expands nothing.
 */
export function shellWords(script: string): readonly ShellWord[] {
  return shellTokens(script).filter(({ text }) => text !== '' && text !== '\n');
}

/** The same with the line ends that end a command, and with the words that are empty. */
export function shellTokens(script: string): readonly ShellWord[] {
  return Array.from(script.matchAll(token), ({ 0: text, index }) => ({ text, start: index, end: index + text.length }))
    .filter(({ text }) => !/^(?:[^\S\n]|\\\n|#)/.test(text))
    .map(({ text, start, end }) => ({ text: text === '\n' ? text : unquote(text), start, end }));
}

// In this order: line continuation, blanks, a comment (only where a word could begin), a list that a variable of bash is
// set to, operators, and words made of bare and quoted pieces.
const token =
  /\\\n|[^\S\n]+|\n|(?<=^|[\s;&|(])#[^\n]*|(?<=^|[\s;])[A-Za-z_]\w*=\((?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|[^()'"$`\\]|\$(?!\())*\)|&&|\|\||;;|[;&|()<>]|(?:'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|[^\s;&|()<>'"\\])+|['"]/g;

function unquote(word: string): string {
  return word.replace(/'([^']*)'|"((?:\\[\s\S]|[^"\\])*)"|\\([\s\S])/g, (_, single, double, escaped) =>
    single !== undefined ? single : double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : escaped,
  );
}
