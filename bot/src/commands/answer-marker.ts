import { readMarker, withMarker } from '@backlint/forge/markers';

/** What became of a command, as it is remembered in our answer to it on the forge. */
export interface Settlement {
  /** The comment that the command is in. */
  readonly comment: number;
  readonly outcome: 'done' | 'refused' | 'granted';
  /** What was granted; only for `granted`. */
  readonly waiver?: { readonly until: string; readonly keys: readonly string[] };
}

/** An answer in Markdown, with what it settles hidden on its first line. */
export function withSettlement({ comment, outcome, waiver }: Settlement, text: string): string {
  const more = waiver ? [waiver.until, ...waiver.keys] : [];
  return withMarker({ kind: 'answer', word: [comment, outcome, ...more].join(':') }, text);
}

/** What a comment of ours settles; undefined where it is no answer. Whether it is ours, its author says. */
export function readSettlement(body: string): Settlement | undefined {
  const marker = readMarker(body);
  if (marker?.kind !== 'answer') return undefined;
  const [id = '', outcome, until, ...keys] = marker.word.split(':');
  const comment = Number(id);
  if (!Number.isSafeInteger(comment)) return undefined;
  if (outcome === 'done' || outcome === 'refused') return { comment, outcome };
  return outcome === 'granted' && until !== undefined ? { comment, outcome, waiver: { until, keys } } : undefined;
}
