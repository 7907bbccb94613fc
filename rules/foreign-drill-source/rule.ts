import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { walArchivesOf } from '@backlint/model/questions';
import type { Drill, Verification } from '@backlint/model/verification';
import { known } from '@backlint/source/value';
import { databasesNear, drillSourceOf } from '../drill-source.ts';
import { nearestName } from '../nearest-name.ts';

export const foreignDrillSource: Rule = {
  id: 'foreign-drill-source',
  summary: 'A restore drill that does not restore what the database writes',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const verification of model.verifications) {
      if (verification.drill) yield* judge(model, verification, verification.drill);
    }
  },
};

function* judge(model: BackupModel, verification: Verification, drill: Drill): Iterable<Assessment> {
  const { title } = verification;
  const { source } = drill;
  const database = drillSourceOf(model, verification);
  if (database) {
    yield* judgeServerName(model, verification, drill, database);
    return;
  }
  const name = known(source);
  if (name === undefined) {
    if (source.kind === 'unknown') {
      const why = `which database ${title} restores is not known: ${source.why}`;
      yield { outcome: 'undecided', about: verification, at: source.origin, why };
    }
    return;
  }
  const near = databasesNear(model, verification);
  if (near.length === 0 || near.some((one) => known(one.name) === undefined)) {
    const why = `\`${name}\`, which ${title} restores, may be declared elsewhere`;
    yield { outcome: 'undecided', about: verification, at: source.origin, why };
    return;
  }
  const nearest = nearestName(
    name,
    near.flatMap((one) => known(one.name) ?? []),
  );
  yield {
    outcome: 'problem',
    about: verification,
    at: source.origin,
    message: `${title} restores \`${name}\`, and its namespace has no database of that name: it proves nothing about those that are there`,
    remedy: nearest === undefined ? 'Name the database it should restore' : `Did you mean \`${nearest}\`?`,
    evidence: near.slice(0, 3).map((one) => ({ message: `${one.title} is there`, at: one.origin })),
  };
}

function* judgeServerName(
  model: BackupModel,
  verification: Verification,
  { source, serverName }: Drill,
  database: Database,
): Iterable<Assessment> {
  const { title } = verification;
  const read = known(serverName);
  const archives = walArchivesOf(model, database);
  const names = archives.certain.map((archive) => known(archive.serverName));
  const evidence = [
    { message: 'what it restores', at: source.origin },
    ...archives.certain.map((archive) => ({ message: 'what the database writes', at: archive.serverName.origin })),
  ];
  if (read === undefined || names.length === 0 || names.includes(undefined) || archives.possible.length > 0) return;
  if (names.includes(read)) {
    const message = `${title} restores \`${read}\`, the server name under which ${database.title} writes`;
    yield { outcome: 'upheld', about: verification, at: source.origin, message, evidence };
    return;
  }
  yield {
    outcome: 'problem',
    about: verification,
    at: serverName.origin,
    message: `${title} looks for backups of \`${read}\`, but ${database.title} writes them under the server name \`${names.join('` and `')}\`: it restores an old archive, or none`,
    remedy: `Let it restore the server name \`${names[0] ?? ''}\``,
    evidence,
  };
}
