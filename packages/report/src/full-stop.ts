/** A text as a sentence of its own: with a full stop, unless it ends with a mark already. */
export function fullStop(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}
