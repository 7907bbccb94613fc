import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { archiveIdentity } from '@backlint/model/archive-identity';
import type { WalArchive } from '@backlint/model/protection';
import { walArchivesOf } from '@backlint/model/questions';

export const nestedArchive: Rule = {
  id: 'nested-archive',
  summary: 'An archive inside the folder of another database',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const archives = model.databases
      .filter(({ role }) => role.kind === 'primary')
      .flatMap((database) => walArchivesOf(model, database).certain)
      .flatMap((archive): readonly Place[] => {
        const identity = archiveIdentity(archive.destination, archive.serverName);
        return identity === undefined ? [] : [{ archive, ...splitAt(identity) }];
      });
    for (const inner of archives) {
      const outer = archives.find((one) => isInside(inner, one));
      if (outer) yield judge(inner, outer);
    }
  },
};

/** Where an archive is: a server, and a folder there. */
interface Place {
  readonly archive: WalArchive;
  readonly folder: string;
  readonly server: string;
}

function splitAt(identity: string): Pick<Place, 'folder' | 'server'> {
  const [folder = '', server = ''] = identity.split(' at ');
  return { folder, server };
}

function isInside(inner: Place, outer: Place): boolean {
  return inner.server === outer.server && inner.folder.startsWith(`${outer.folder}/`);
}

function judge({ archive, folder }: Place, outer: Place): Assessment {
  const { database, destination } = archive;
  const other = outer.archive.database;
  return {
    outcome: 'problem',
    about: database,
    at: destination.kind === 'resolved' ? destination.to.path.origin : archive.origin,
    discriminator: other.address,
    message: `${database.title} archives to ${folder}, inside the folder of ${other.title}: who may read, copy or delete the one archive has the other as well`,
    remedy: 'Give each database a folder beside that of the other',
    evidence: [{ message: `${other.title} archives to ${outer.folder}`, at: outer.archive.origin }],
  };
}
