import { type Origin, originChain } from '@backlint/source/origin';
import { endPosition, type Position, startPosition } from '@backlint/source/position';
import type { Range } from '@backlint/source/range';

/** A place as machine-readable formats name it: one-based lines and columns, the end exclusive. */
export interface Location {
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
}

/** The location of a range. */
export function locationOf(range: Range): Location {
  return { path: range.file.path, start: startPosition(range), end: endPosition(range) };
}

/** A place with what there is to see. */
export interface RelatedPlace {
  readonly message: string;
  readonly range: Range;
}

/**
 * The other places a reader should look at: the evidence, and what led to each place from elsewhere. What was there before
 * a change is in no file that readers have.
 */
export function relatedPlaces(at: Origin, evidence: RelatedEvidence = []): readonly RelatedPlace[] {
  return [
    ...waysTo(at),
    ...evidence
      .filter(({ isBefore }) => !isBefore)
      .flatMap((one) => [{ message: one.message, range: one.at.range }, ...waysTo(one.at)]),
  ];
}

type RelatedEvidence = readonly { readonly message: string; readonly at: Origin; readonly isBefore?: true }[];

function waysTo(origin: Origin): readonly RelatedPlace[] {
  return originChain(origin)
    .slice(1)
    .map((range) => ({ message: 'It takes effect here', range }));
}
