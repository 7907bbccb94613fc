import type { Rule } from '@backlint/lint/rule';
import { known } from '@backlint/source/value';
import { destinationsInUse, listTitles } from '../destinations-in-use.ts';

export const uncompressedBaseBackups: Rule = {
  id: 'uncompressed-base-backups',
  summary: 'Base backups that are not compressed where WAL is',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const { destination, databases } of destinationsInUse(model)) {
      const { wal, data } = destination;
      const packed = known(wal.compression);
      // Without a word on either nobody says that the room matters; an empty one is refused.
      if (packed === undefined || packed === '' || data.compression.kind === 'unknown') continue;
      const evidence = [{ message: 'WAL is compressed', at: wal.compression.origin }];
      if (data.compression.kind !== 'absent') {
        const message = `Base backups of ${listTitles(databases)} are compressed with ${data.compression.value}`;
        yield { outcome: 'upheld', about: destination, at: data.compression.origin, message, evidence };
        continue;
      }
      yield {
        outcome: 'problem',
        about: destination,
        at: wal.compression.origin,
        message: `The WAL of ${listTitles(databases)} is compressed with ${packed}, and base backups, which are most of what is kept, are not`,
        remedy: 'Write `data: { compression: gzip }` (or lz4, snappy) beside `wal`',
      };
    }
  },
};
