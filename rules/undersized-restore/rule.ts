import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Part } from '@backlint/model/part';
import { readQuantity } from '@backlint/model/quantity';
import { known, type Value } from '@backlint/source/value';
import { drillSourceOf } from '../drill-source.ts';
import { restoredFrom } from '../restored-from.ts';
import { sentence } from '../sentence.ts';

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
    for (const copy of copiesIn(model)) yield* judge(copy);
  },
};

/** A volume of what is restored, and the database it is restored from. */
interface Copy {
  readonly about: Part;
  readonly title: string;
  readonly here: Value<string>;
  readonly volume: (typeof volumes)[number];
  readonly source: Database;
}

function copiesIn(model: BackupModel): readonly Copy[] {
  const clusters = restoredFrom(model).flatMap(({ database, source }) =>
    volumes.map((volume) => ({
      about: database,
      title: database.title,
      here: database.storage[volume.volume],
      volume,
      source,
    })),
  );
  const drills = model.verifications.flatMap((verification) => {
    const source = drillSourceOf(model, verification);
    if (!verification.drill || !source) return [];
    const title = `the cluster that ${verification.title} makes`;
    return [{ about: verification, title, here: verification.drill.size, volume: volumes[0], source }];
  });
  return [...clusters, ...drills];
}

function* judge({ about, title, here, volume: { volume, name }, source }: Copy): Iterable<Assessment> {
  const there = source.storage[volume];
  const [size, needed] = [known(here), known(there)];
  // A copy without a WAL volume of its own keeps WAL beside the data, which may be enough.
  if (here.kind === 'absent' || there.kind === 'absent') return;
  const [bytes, bytesNeeded] = [readQuantity(size ?? ''), readQuantity(needed ?? '')];
  const evidence = [{ message: `the ${name} of ${source.title}`, at: there.origin }];
  const common = { about, at: here.origin };
  if (bytes === undefined || bytesNeeded === undefined || size === undefined || needed === undefined) {
    const why = `whether the ${name} of ${title} holds what ${source.title} has is not known`;
    yield { ...common, outcome: 'undecided', why };
  } else if (bytes >= bytesNeeded) {
    const message = `The ${name} of ${title} has ${size}, and that of ${source.title} ${needed}`;
    yield { ...common, outcome: 'upheld', message, evidence };
  } else {
    yield {
      ...common,
      outcome: 'problem',
      discriminator: `${volume} of ${source.address}`,
      message: sentence(
        `${title} has a ${name} of ${size}, but ${source.title}, which it is restored from, may fill ${needed}: once it does, the copy fails`,
      ),
      remedy: `Give it \`${needed}\` as well`,
      evidence,
      ...replaceValue(here, needed, { title: `Write ${needed}`, safety: 'unsafe' }),
    };
  }
}
