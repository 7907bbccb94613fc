import { known } from '@backlint/source/value';
import { archiveIdentity } from '../archive-identity.ts';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import type { Destination } from '../destination.ts';
import type { WalArchive } from '../protection.ts';
import { schedulesOf, walArchivesOf } from '../questions.ts';
import { type Chance, type Copy, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';

/** CloudNativePG sets `archive_timeout` to 5 minutes: an idle database ships nothing, and loses nothing. */
const archiveTimeoutSeconds = 300;

/** The archives from which a database can be recovered: WAL alone restores nothing, so each needs base backups too. */
export function archiveCopies(database: Database, model: BackupModel): readonly Copy[] {
  const { certain, possible } = walArchivesOf(model, database);
  return [
    ...certain.flatMap((archive) => copyIn(archive, database, model)),
    ...possible.flatMap((archive) => uncertain(archive, 'whether WAL is archived at all is not known')),
  ];
}

function copyIn(archive: WalArchive, database: Database, model: BackupModel): Copy[] {
  const schedules = schedulesOf(model, database);
  const running = schedules.certain.filter(({ suspended }) => known(suspended) === false);
  const base = running.find(({ method }) => known(method) === archive.archiver);
  if (!base) {
    const perhaps = [...schedules.certain, ...schedules.possible].some(
      ({ method, suspended }) => method.kind === 'unknown' || suspended.kind === 'unknown',
    );
    return perhaps || schedules.possible.length > 0
      ? uncertain(archive, 'whether base backups go into the archive is not known')
      : worthless(archive);
  }
  if (archive.destination.kind !== 'resolved') return uncertain(archive, 'where it archives to is not known');
  const destination = archive.destination.to;
  const identity = archiveIdentity(archive.destination, archive.serverName) ?? destination.title;
  return [
    {
      part: archive,
      wayBack: `recovery from ${identity}`,
      lossSeconds: archiveTimeoutSeconds,
      lossWhy: 'WAL is shipped at least every 5 minutes while something is written',
      isPointInTime: true,
      evidence: [
        { message: 'WAL is archived here', at: archive.origin },
        { message: `${base.title} takes base backups`, at: base.origin },
      ],
      survives: (disaster) => storeSurvives(disaster, destination, database),
    },
  ];
}

/** WAL that nothing can be replayed onto. */
function worthless(archive: WalArchive): Copy[] {
  const why = 'it holds no base backup, and WAL alone restores nothing';
  return [{ ...copyOf(archive, why), survives: () => no(why) }];
}

function uncertain(archive: WalArchive, why: string): Copy[] {
  return [{ ...copyOf(archive, why), survives: () => unknown(why) }];
}

function copyOf(archive: WalArchive, lossWhy: string): Omit<Copy, 'survives'> {
  return {
    part: archive,
    wayBack: `recovery from the archive of ${archive.database.title}`,
    lossSeconds: undefined,
    lossWhy,
    evidence: [{ message: 'WAL is archived here', at: archive.origin }],
  };
}

function storeSurvives(disaster: Disaster, { locality, endpoint, path }: Destination, database: Database): Chance {
  const place = known(endpoint) ?? known(path) ?? 'the store';
  switch (disaster) {
    case 'pod':
    case 'volume':
    case 'cluster-object':
    case 'bad-migration':
      return yes;
    case 'object-store':
      return no('it is what is lost');
    case 'ransomware':
      return unknown('whether the store refuses to delete (object lock, versions) is not in these files');
    case 'namespace':
      return locality.kind === 'in-cluster' && isServiceIn(place, known(database.namespace))
        ? no(`${place} is a Service of the same namespace`)
        : locality.kind === 'unknown'
          ? unknown(locality.why)
          : yes;
    case 'kubernetes-cluster':
    case 'site':
      if (locality.kind === 'unknown') return unknown(locality.why);
      if (locality.kind === 'in-cluster') return no(locality.why);
      return disaster === 'site' && locality.kind === 'same-site' ? no(locality.why) : yes;
  }
}

function isServiceIn(endpoint: string, namespace: string | undefined): boolean {
  const host = endpoint.replace(/^https?:\/\//, '').replace(/[:/].*$/, '');
  const [, second] = host.split('.');
  return second === undefined || second === namespace;
}
