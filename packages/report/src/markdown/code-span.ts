import { visibleText } from '../visible-text.ts';

/**
 * Text from files as a Markdown code span that nothing can break out of: not a mention, a link, HTML, a table cell or a
 * command to a bot. Bars become `¦`, since inside a table even a code span cannot hold one.
 */
export function codeSpan(text: string, maximum = 500): string {
  const shown = visibleText(text.normalize('NFC'), maximum).replaceAll('|', '¦');
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const isPadded = longest > 0 || shown.trim() !== shown || shown === '';
  return isPadded ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}
