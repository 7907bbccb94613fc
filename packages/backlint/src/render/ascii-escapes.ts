/** Characters that could steer a terminal or hide what is there, but not line ends. */
const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|\p{Cs}/gu;

/** Whether a text holds characters that must be escaped to be seen; line ends and tabs are none. */
export function hasHidden(text: string): boolean {
  return text.replace(/[\n\t]/g, '').search(hidden) !== -1;
}

/** Output in JSON or YAML with such characters as `\u202e`: they are in double quotes, wherever they are. */
export function asciiEscapes(text: string): string {
  return text.replace(hidden, (character) => {
    if (character === '\n' || character === '\t') return character;
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
  });
}
