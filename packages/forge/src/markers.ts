/** The kinds of things that backlint posts. */
export type MarkerKind = 'review' | 'note' | 'issue' | 'answer';

/** What is hidden in something we posted, to find it again. */
export interface Marker {
  readonly kind: MarkerKind;
  /** The stamp of a review, the key of a note or an issue, or the command that is answered and what became of it. */
  readonly word: string;
}

/**
 * A text with a marker that people do not see. It stands first, so that a bot of the same account that quotes others cannot
 * be made to post one.
 */
export function withMarker({ kind, word }: Marker, text: string): string {
  if (!words.test(word) || word.includes('--')) throw new TypeError(`"${word}" cannot stand in a marker.`);
  return `<!-- backlint:${kind} ${word} -->\n${text}`;
}

/** The marker that a text begins with. Whether it is ours, its author says. */
export function readMarker(text: string): Marker | undefined {
  const { kind, word } =
    /^<!-- backlint:(?<kind>review|note|issue|answer) (?<word>[\w.:-]+) -->\r?\n/.exec(text)?.groups ?? {};
  const known = kinds.find((one) => one === kind);
  return known && word !== undefined ? { kind: known, word } : undefined;
}

/** What the posted review was made from: the `stamp` of its publication. */
export function readStamp(review: { readonly body: string }): string | undefined {
  const marker = readMarker(review.body);
  return marker?.kind === 'review' ? marker.word : undefined;
}

const kinds = ['review', 'note', 'issue', 'answer'] as const;
const words = /^[\w.:-]+$/;
