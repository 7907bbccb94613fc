import type { InlineNote } from '@backlint/review/inline-notes';
import { fenced } from '@backlint/review/markdown/fenced';
import type { Abilities } from '../forge.ts';
import { readMarker, withMarker } from '../markers.ts';
import type { PostedNote } from '../posted.ts';

/** A note as it is posted. Where nothing can be applied with one click, what should be there is shown as text. */
export function noteText({ key, body, suggestion }: InlineNote, { suggestions }: Abilities): string {
  const shown =
    suggestion === undefined
      ? []
      : suggestions
        ? [fenced('suggestion', suggestion)]
        : ['Instead:', fenced('', suggestion)];
  return withMarker({ kind: 'note', word: key }, [body, ...shown].join('\n\n'));
}

/** What a note becomes that is answered, and whose finding is gone: the words people answered stay. */
export function fixedText({ key, body }: PostedNote): string {
  const words = readMarker(body) ? body.slice(body.indexOf('\n') + 1) : body;
  if (words.startsWith(fixed)) return body;
  return withMarker({ kind: 'note', word: key }, `${fixed}\n\n${words}`);
}

const fixed = '**Fixed**: backlint does not find this any more.';
