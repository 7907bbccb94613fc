import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { archiveIdentity } from '@backlint/model/archive-identity';
import type { Database } from '@backlint/model/database';
import { mayShareCluster } from '@backlint/model/link';
import type { WalArchive } from '@backlint/model/protection';
import { walArchivesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';

export const sharedArchive: Rule = {
  id: 'shared-archive',
  summary: 'Two databases that write to one archive',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const firstOf = new Map<string, WalArchive>();
    for (const database of model.databases) {
      if (database.role.kind !== 'primary') continue;
      for (const archive of walArchivesOf(model, database).certain) {
        const identity = archiveIdentity(archive.destination, archive.serverName);
        if (identity === undefined) continue;
        const first = firstOf.get(identity);
        if (!first) firstOf.set(identity, archive);
        // Several archivers of one database are the matter of `conflicting-archivers`.
        else if (first.database !== database) yield judge(archive, first, identity);
      }
    }
  },
};

function judge(archive: WalArchive, first: WalArchive, identity: string): Assessment {
  const { database } = archive;
  const at = archive.serverName.origin;
  if (mayBeOne(database, first.database)) {
    const why = `${database.title} is declared twice, and both write to ${identity}: they may be one database or two`;
    return { outcome: 'undecided', about: database, at, why };
  }
  return {
    outcome: 'problem',
    about: database,
    at,
    discriminator: first.database.address,
    message: `${database.title} and ${first.database.title} both write to ${identity}: each overwrites and expires the backups of the other`,
    remedy: 'Give each a serverName or destinationPath of its own; a namespace does not keep archives apart',
    evidence: [{ message: `${first.database.title} writes there too`, at: first.serverName.origin }],
  };
}

/** One name in one namespace, or in a namespace that only the deployment knows: two overlays may describe one database. */
function mayBeOne(left: Database, right: Database): boolean {
  if (known(left.name) !== known(right.name) || !mayShareCluster(left, right)) return false;
  const [a, b] = [known(left.namespace), known(right.namespace)];
  return a === undefined || b === undefined || a === b;
}
