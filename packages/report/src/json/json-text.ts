/**
 * JSON for people and programs alike: two spaces, a line break at the end, and every character that could steer a
 * terminal or hide text written as an escape.
 */
export function jsonText(data: unknown): string {
  // Outside of strings JSON has nothing but ASCII, so what is replaced here always stands in a string.
  return `${JSON.stringify(data, null, 2).replace(hidden, escaped)}\n`;
}

const hidden = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

function escaped(character: string): string {
  return Array.from({ length: character.length }, (_, index) => {
    const unit = character.charCodeAt(index).toString(16).padStart(4, '0');
    return `\\u${unit}`;
  }).join('');
}
