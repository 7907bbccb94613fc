import { codeSpan } from '@backlint/report/markdown/code-span';

/**
 * A sentence with names from files in it, as Markdown that says just that: words that could be a mention, a link, a
 * reference, HTML or markup become code spans, and so do the spans that the sentence itself marks with backticks.
 */
export function prose(sentence: string): string {
  return sentence
    .replace(/\s+/g, ' ')
    .split(/(`[^`]+`)/)
    .map((piece) => (/^`[^`]+`$/.test(piece) ? codeSpan(piece.slice(1, -1)) : words(piece)))
    .reduce((text, piece) => `${text}${text.endsWith('`') && piece.startsWith('`') ? ' ' : ''}${piece}`, '')
    .replace(/^\s*\d+[.)](?=\s|$)/, (number) => codeSpan(number.trim()));
}

function words(text: string): string {
  return text.replace(/\S+/g, (word) => {
    const {
      before = '',
      core = '',
      after = '',
    } = /^(?<before>\(*)(?<core>.*?)(?<after>[),.;:!?]*)$/s.exec(word)?.groups ?? {};
    return core === '' || isPlain(core) ? `${before}${core}${after}` : `${before}${codeSpan(core)}${after}`;
  });
}

/** Letters, digits and the marks of a sentence; no address, issue, commit, emoji code or list that Markdown would make of it. */
function isPlain(word: string): boolean {
  if (!/^[\p{L}\p{N}](?:[\p{L}\p{N}'’%,.-]*[\p{L}\p{N}'’%])?$/u.test(word)) return false;
  return !/^GH-\d|^[0-9a-f]{7,}$|\p{L}\.|\.\p{L}/iu.test(word);
}
