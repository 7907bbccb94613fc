import { visibleText } from './visible-text.ts';

/** Text that came from files, for an attribute or between tags of XML, HTML or SVG. Characters that XML cannot hold are made visible. */
export function xmlText(text: string): string {
  return visibleText(text, 2_000)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
