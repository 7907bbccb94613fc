/** A text in a fence that nothing inside of it ends, cut where a comment could not hold it. */
export function fencedText(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const shown = text.slice(0, mostCharacters);
  const cut = shown.length < text.length ? '\n\nThe rest is left out: run the command yourself.' : '';
  return `${fence}${language}\n${shown.replace(/\n?$/, '\n')}${fence}${cut}`;
}

const mostCharacters = 40_000;
