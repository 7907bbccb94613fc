import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { Database } from '@backlint/model/database';
import { readQuantity } from '@backlint/model/quantity';
import { known } from '@backlint/source/value';
import { restoredFrom } from '../restored-from.ts';

const volumes = [
  { volume: 'data', name: 'data volume' },
  { volume: 'wal', name: 'WAL volume' },
] as const;

export const undersizedRestore: Rule = {
  id: 'undersized-restore',
  summary: 'A drill, standby or restored cluster with less room than the database it comes from',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const { database, source } of restoredFrom(model)) yield* judge(database, source);
  },
};

function* judge(database: Database, source: Database): Iterable<Assessment> {
  for (const { volume, name } of volumes) {
    const [here, there] = [database.storage[volume], source.storage[volume]];
    const [size, needed] = [known(here), known(there)];
    // A copy without a WAL volume of its own keeps WAL beside the data, which may be enough.
    if (here.kind === 'absent' || there.kind === 'absent') continue;
    const [bytes, bytesNeeded] = [readQuantity(size ?? ''), readQuantity(needed ?? '')];
    const evidence = [{ message: `the ${name} of ${source.title}`, at: there.origin }];
    const common = { about: database, at: here.origin };
    if (bytes === undefined || bytesNeeded === undefined || size === undefined || needed === undefined) {
      const why = `whether the ${name} of ${database.title} holds what ${source.title} has is not known`;
      yield { ...common, outcome: 'undecided', why };
    } else if (bytes >= bytesNeeded) {
      const message = `The ${name} of ${database.title} has ${size}, and that of ${source.title} ${needed}`;
      yield { ...common, outcome: 'upheld', message, evidence };
    } else {
      yield {
        ...common,
        outcome: 'problem',
        discriminator: `${volume} of ${source.address}`,
        message: `${database.title} has a ${name} of ${size}, but ${source.title}, which it is restored from, may fill ${needed}: once it does, the copy fails`,
        remedy: `Give it \`${needed}\` as well`,
        evidence,
        ...replaceValue(here, needed, { title: `Write ${needed}`, safety: 'unsafe' }),
      };
    }
  }
}
