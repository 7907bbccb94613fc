import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Part } from '@backlint/model/part';
import { known, type Value } from '@backlint/source/value';
import { drillSourceOf } from '../drill-source.ts';
import { restoredFrom } from '../restored-from.ts';
import { sentence } from '../sentence.ts';

export const mismatchedMajorVersion: Rule = {
  id: 'mismatched-major-version',
  summary: 'A drill, standby or restored cluster with another major version of PostgreSQL than its source',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const copy of copiesIn(model)) yield judge(copy);
  },
};

/** What is restored, and the database it is restored from. */
interface Copy {
  readonly about: Part;
  readonly title: string;
  readonly here: Value<number>;
  readonly source: Database;
  /** Whether it is a database of its own, which was restored once and may have been upgraded since. */
  readonly isOwn: boolean;
}

function copiesIn(model: BackupModel): readonly Copy[] {
  const clusters = restoredFrom(model).map(({ database, source }) => {
    const { title, major: here, role } = database;
    return { about: database, title, here, source, isOwn: role.kind !== 'standby' && role.kind !== 'drill' };
  });
  const drills = model.verifications.flatMap((verification) => {
    const source = drillSourceOf(model, verification);
    if (!verification.drill || !source) return [];
    const title = `the cluster that ${verification.title} makes`;
    return [{ about: verification, title, here: verification.drill.major, source, isOwn: false }];
  });
  return [...clusters, ...drills];
}

function judge({ about, title, here, source, isOwn }: Copy): Assessment {
  const there = source.major;
  const common = { about, at: here.origin, discriminator: source.address };
  const evidence = [{ message: `what ${source.title} runs`, at: there.origin }];
  if (here.kind === 'unknown' || there.kind === 'unknown') {
    const why = `whether ${title} and ${source.title} run the same major version of PostgreSQL is not known`;
    return { outcome: 'undecided', about, at: here.origin, why };
  }
  const [version, needed] = [known(here), known(there)];
  if (version === needed) {
    const runs = version === undefined ? 'the version that the operator chooses' : `PostgreSQL ${version}`;
    const message = sentence(`${title} and ${source.title} both run ${runs}`);
    return { outcome: 'upheld', about, at: here.origin, message, evidence };
  }
  if (version === undefined || needed === undefined) {
    const [open, fixed] = version === undefined ? [title, source.title] : [source.title, title];
    return {
      ...common,
      outcome: 'problem',
      severity: 'warning',
      message: sentence(
        `${fixed} runs PostgreSQL ${version ?? needed}, and ${open} whatever the operator takes for its default: with another major version, the one cannot be restored from the other`,
      ),
      remedy: `Write the image of PostgreSQL in ${open} as well`,
      evidence,
    };
  }
  return {
    ...common,
    outcome: 'problem',
    ...(isOwn ? { severity: 'warning' as const } : {}),
    message: sentence(
      `${title} runs PostgreSQL ${version}, but what it is restored from is written by PostgreSQL ${needed} in ${source.title}: a physical backup starts under its own major version only`,
    ),
    remedy: `Give it an image of PostgreSQL ${needed}`,
    evidence,
  };
}
