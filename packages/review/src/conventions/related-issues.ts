import { writtenText } from './body-text.ts';

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? +(?:[\w./-]*)#(\d+)/gi;
const dependency = /\b(?:depends on|blocked by|requires|after)[^\n#]{0,40}#(\d+)/gi;

/** The issues that a body closes, by their numbers, in its order. */
export function closedIssues(body: string): readonly number[] {
  return numbersIn(body, closing);
}

/** The issues that must be done first, by the words of a body or an issue. */
export function dependenciesIn(text: string): readonly number[] {
  return numbersIn(text, dependency);
}

function numbersIn(text: string, pattern: RegExp): readonly number[] {
  const found = Array.from(writtenText(text).matchAll(pattern), ([, number]) => Number(number));
  return [...new Set(found)].filter(Number.isSafeInteger);
}
