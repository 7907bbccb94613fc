import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { mayShareNamespace } from '@backlint/model/link';
import type { Verification } from '@backlint/model/verification';
import { known } from '@backlint/source/value';

/** The databases that a drill could mean by a name: those in its namespace. */
export function databasesNear(model: BackupModel, { namespace }: Verification): readonly Database[] {
  return model.databases.filter((database) => mayShareNamespace(database.namespace, namespace));
}

/**
 * The database that a drill restores: whose name its source is, or else the only one that it mentions. Undefined where its
 * script does not tell, or names one that is not declared.
 */
export function drillSourceOf(model: BackupModel, verification: Verification): Database | undefined {
  const { drill, covers, coversUnknown } = verification;
  if (drill?.source.kind === 'absent') {
    const [only, ...others] = coversUnknown === undefined ? covers : [];
    return only?.kind === 'resolved' && others.length === 0 ? only.to : undefined;
  }
  const name = drill && known(drill.source);
  if (name === undefined) return undefined;
  return databasesNear(model, verification).find((database) => known(database.name) === name);
}
