import { readMarker, withMarker } from '@backlint/forge/markers';
import type { Seal } from './seal.ts';

/** What became of a command, as it is remembered in our answer to it on the forge. */
export interface Settlement {
  /** The comment that the command is in. */
  readonly comment: number;
  readonly outcome: 'done' | 'refused' | 'granted';
  /** What was granted; only for `granted`. */
  readonly waiver?: { readonly until: string; readonly keys: readonly string[] };
}

/** An answer in Markdown, with what it settles hidden on its first line. */
export function withSettlement({ comment, outcome, waiver }: Settlement, text: string, seal: Seal): string {
  const signed = waiver ? wordOf([comment, waiver.until, ...waiver.keys]) : '';
  const more = waiver ? [waiver.until, seal.sign(signed), ...waiver.keys] : [];
  return withMarker({ kind: 'answer', word: wordOf([comment, outcome, ...more]) }, text);
}

/**
 * What a comment of ours settles; undefined where it is no answer. Whether it is ours, its author says; what it grants
 * without our seal somebody else has written into it, and counts as refused.
 */
export function readSettlement(body: string, seal: Seal): Settlement | undefined {
  const marker = readMarker(body);
  if (marker?.kind !== 'answer') return undefined;
  const [id = '', outcome, until = '', signature = '', ...keys] = marker.word.split(':');
  const comment = Number(id);
  if (!Number.isSafeInteger(comment)) return undefined;
  if (outcome === 'done' || outcome === 'refused') return { comment, outcome };
  if (outcome !== 'granted') return undefined;
  if (!seal.isGenuine(wordOf([comment, until, ...keys]), signature)) return { comment, outcome: 'refused' };
  return { comment, outcome, waiver: { until, keys } };
}

function wordOf(parts: readonly (string | number)[]): string {
  return parts.join(':');
}
