import type { LabelMatcher } from './alert.ts';

/**
 * Whether a condition holds for a text; undefined where that is up to a template or to a regular expression of more than
 * plain words, alternatives and `.*`. No regular expression of the sources is ever run.
 */
export function isMatch({ operator, value }: LabelMatcher, text: string): boolean | undefined {
  if (/[$]\{|\$\(|\{\{/.test(value)) return undefined;
  if (operator === '=' || operator === '!=') return (value === text) === (operator === '=');
  const alternatives = alternativesIn(value);
  if (alternatives === undefined) return undefined;
  const isOne = alternatives.some((alternative) => fits(alternative, text));
  return isOne === (operator === '=~');
}

/** The alternatives of a simple regular expression, each as the pieces between its wildcards. */
function alternativesIn(pattern: string): readonly (readonly string[])[] | undefined {
  const unquoted = pattern.replace(/^\^/, '').replace(/\$$/, '');
  const alternatives = unquoted.replace(/^\(([^()]*)\)$/, '$1').split('|');
  const pieces = alternatives.map((alternative) =>
    alternative.split(/\.[*+]/).map((piece) => piece.replace(/\\+\./g, '.')),
  );
  return pieces.flat().some((piece) => /[\\^$()[\]{}?*+]/.test(piece)) ? undefined : pieces;
}

function fits(pieces: readonly string[], text: string): boolean {
  const [first = '', ...rest] = pieces;
  if (rest.length === 0) return text === first;
  if (!text.startsWith(first)) return false;
  let from = first.length;
  const last = rest.at(-1) ?? '';
  for (const piece of rest.slice(0, -1)) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}
