import { visibleText } from '../visible-text.ts';

/** Where the lines of a file can be read on the web: an address with `{path}` and `{line}` in it. */
export type ForgeLink = string;

/** The address of one line. The page does the same for what it opens. */
export function linkTo(link: ForgeLink, path: string, line: number): string {
  const encoded = visibleText(path, 2000).split('/').map(encodeURIComponent).join('/');
  return link.replace('{path}', () => encoded).replace('{line}', String(line));
}
