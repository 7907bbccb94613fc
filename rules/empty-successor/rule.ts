import type { Assessment } from '@backlint/lint/assessment';
import type { ChangeRule } from '@backlint/lint/rule';
import { archiveIdentity } from '@backlint/model/archive-identity';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { type ModelChange, onlyIn } from '@backlint/model/model-change';
import { restorePathsOf, walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { couldSucceed, isDeclaredLike } from './succession.ts';

export const emptySuccessor: ChangeRule = {
  id: 'empty-successor',
  summary: 'A database that takes the place of another one and begins empty',
  severity: 'error',
  since: '0.1.0',

  *checkChange(change) {
    const gone = onlyIn(change.before.databases, change.after.databases).filter(isPrimary);
    const added = onlyIn(change.after.databases, change.before.databases).filter(isPrimary);
    const staying = change.after.databases.filter((database) => !added.includes(database));
    for (const successor of added) {
      const candidates = gone.filter((one) => couldSucceed(one, successor));
      const heir = candidates.find((one) => sharedArchive(change, one, successor) !== undefined);
      const predecessor = heir ?? candidates.find((one) => isDeclaredLike(one, successor, staying));
      if (predecessor) yield* judge(change, predecessor, successor);
    }
  },
};

function isPrimary({ role }: Database): boolean {
  return role.kind === 'primary';
}

function* judge(change: ModelChange, predecessor: Database, successor: Database): Iterable<Assessment> {
  const [first, ...others] = successor.bootstrapMethods;
  if (first?.method === 'unknown' || others.length > 0) return;
  const was = { message: 'what goes', at: predecessor.origin, isBefore: true as const };
  const old = identitiesOf(change.before, predecessor);
  const restored = restorePathsOf(change.after, successor).find(({ usedBy, destination, serverName }) => {
    return usedBy.length > 0 && old.includes(archiveIdentity(destination, serverName) ?? '');
  });
  if (restored) {
    const message = `${successor.title} takes the place of ${predecessor.title}, and begins with what that has archived`;
    yield {
      outcome: 'upheld',
      about: successor,
      message,
      evidence: [was, { message: 'what it reads', at: restored.origin }],
    };
    return;
  }
  if (first && (first.method !== 'initdb' || first.imports)) return;
  const shared = sharedArchive(change, predecessor, successor);
  const isUnchecked = known(successor.skipsEmptyArchiveCheck) === true;
  const further =
    shared === undefined
      ? ''
      : isUnchecked
        ? `, and writes over its WAL in ${shared}`
        : `, and archives nothing: ${shared} holds the WAL of the old one, so that every attempt fails with "Expected empty archive"`;
  yield {
    outcome: 'problem',
    about: successor,
    ...(first ? { at: first.origin } : {}),
    discriminator: predecessor.address,
    message: `${successor.title} takes the place of ${predecessor.title} and begins empty${further}`,
    remedy:
      'Let it begin with `bootstrap.recovery` from the archive of the old one, under another serverName; or say in an ignore why it may be empty',
    evidence: [was],
  };
}

/** The archive that both write, where it is known. */
function sharedArchive({ before, after }: ModelChange, predecessor: Database, successor: Database): string | undefined {
  const old = identitiesOf(before, predecessor);
  return identitiesOf(after, successor).find((identity) => old.includes(identity));
}

function identitiesOf(model: BackupModel, database: Database): readonly string[] {
  return walArchivesOf(model, database).certain.flatMap(
    ({ destination, serverName }) => archiveIdentity(destination, serverName) ?? [],
  );
}
