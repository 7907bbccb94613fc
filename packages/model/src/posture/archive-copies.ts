import { known } from '@backlint/source/value';
import { archiveIdentity } from '../archive-identity.ts';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import type { WalArchive } from '../protection.ts';
import { walArchivesOf } from '../questions.ts';
import { archiveTimeoutLoss } from './archive-timeout.ts';
import { baseBackupsIn } from './base-backups.ts';
import { both, type Chance, type Copy, unknown, yes } from './copy.ts';
import { maximumGap } from './maximum-gap.ts';
import { storeFate } from './store-fate.ts';

/** The archives from which a database can be recovered, those that hold no base backup included. */
export function archiveCopies(database: Database, model: BackupModel, now: Date): readonly Copy[] {
  const { certain, possible } = walArchivesOf(model, database);
  const perhaps = unknown('whether WAL is archived at all is not known');
  return [
    ...certain.map((archive) => archiveCopy(archive, model, now, yes)),
    ...possible.map((archive) => archiveCopy(archive, model, now, perhaps)),
  ];
}

function archiveCopy(archive: WalArchive, model: BackupModel, now: Date, isArchived: Chance): Copy {
  const { database } = archive;
  const destination = archive.destination.kind === 'resolved' ? archive.destination.to : undefined;
  const base = baseBackupsIn(archive, model, now);
  const isUsable = both(both(base.chance, isArchived), destination ? yes : unknown('where it is kept is not known'));
  const span = () => {
    const gap = base.schedule && maximumGap(base.schedule.schedule, now);
    return gap === undefined ? undefined : gap / 86_400;
  };
  const kept = destination && known(destination.retention);
  return {
    kind: 'archive',
    part: archive,
    wayBack: `recovery from ${archiveName(archive)}`,
    ...archiveTimeoutLoss(database),
    pointInTime: kept === undefined ? 'as far back as base backups are kept' : `as far back as ${kept}`,
    evidence: [
      { message: 'WAL is archived here', at: archive.origin },
      ...(base.schedule ? [{ message: `${base.schedule.title} takes base backups`, at: base.schedule.origin }] : []),
    ],
    dependsOn: [database, archive, ...(destination ? [destination] : []), ...(base.schedule ? [base.schedule] : [])],
    ...(destination ? { locality: destination.locality } : {}),
    survives: (disaster) =>
      both(isUsable, destination ? storeFate(disaster, destination, database, { model, span }) : yes),
  };
}

/** How a person calls an archive: where it is, or else whose it is. */
export function archiveName({ destination, serverName, database }: WalArchive): string {
  return archiveIdentity(destination, serverName) ?? `the archive of ${database.title}`;
}
