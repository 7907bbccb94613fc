import type { Tier } from '@backlint/lint/tier';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import { keptDays } from '@backlint/model/kept-days';
import { maximumGap } from '@backlint/model/posture/maximum-gap';
import type { WalArchive } from '@backlint/model/protection';
import { dumpsOf, schedulesOf, verificationsOf, walArchivesOf } from '@backlint/model/questions';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';

/** One thing that a tier demands, and whether a database has it. */
export interface Demand {
  readonly outcome: 'met' | 'unmet' | 'exceeded' | 'undecided';
  readonly what: keyof Tier;
  /** What is demanded and what there is, or why that is not known. */
  readonly text: string;
  readonly at?: Origin;
}

/** CloudNativePG ships WAL at least every five minutes (`archive_timeout`). */
const archiveSeconds = 300;

/** Everything that a tier demands of a database. */
export function demandsOf(model: BackupModel, database: Database, tier: Tier, now: Date): readonly Demand[] {
  const archives = walArchivesOf(model, database);
  const destinations = archives.certain.flatMap(({ destination }) =>
    destination.kind === 'resolved' ? [destination.to] : [],
  );
  const isOpen = archives.possible.length > 0;
  return [
    ...walDemand(tier, archives.certain[0], isOpen),
    ...lossDemand(model, database, tier, now),
    ...retentionDemand(tier, destinations, isOpen),
    ...localityDemand(tier, destinations, isOpen),
    ...pathDemand(tier, database, destinations),
    ...encryptionDemand(tier, destinations, isOpen),
    ...verificationDemand(model, database, tier),
  ];
}

/** Both base backups and WAL hold every row, so that one of them alone is no use. */
function encryptionDemand({ encryption }: Tier, destinations: readonly Destination[], isOpen: boolean): Demand[] {
  if (encryption !== true) return [];
  const what = 'encryption';
  const bare = destinations.flatMap(({ wal, data }) => [wal.encryption, data.encryption]);
  const missing = bare.find(({ kind }) => kind === 'absent');
  if (missing) {
    return [
      {
        outcome: 'unmet',
        what,
        text: 'encryption of base backups and WAL, and the store is not told to',
        at: missing.origin,
      },
    ];
  }
  if (bare.some(({ kind }) => kind === 'unknown') || isOpen || bare.length === 0) {
    return [{ outcome: 'undecided', what, text: 'the files do not tell whether its backups are encrypted' }];
  }
  return [{ outcome: 'met', what, text: 'encryption of base backups and WAL' }];
}

function walDemand({ walArchive }: Tier, archive: WalArchive | undefined, isOpen: boolean): Demand[] {
  if (walArchive === false && archive) {
    const text = 'base backups without WAL, and its WAL is archived: an object store gets both or neither';
    return [{ outcome: 'exceeded', what: 'walArchive', text, at: archive.origin }];
  }
  if (walArchive !== true) return [];
  if (archive) return [{ outcome: 'met', what: 'walArchive', text: 'its WAL is archived' }];
  if (isOpen)
    return [{ outcome: 'undecided', what: 'walArchive', text: 'the files do not tell whether its WAL is archived' }];
  return [{ outcome: 'unmet', what: 'walArchive', text: 'a WAL archive, and it has none' }];
}

function lossDemand(model: BackupModel, database: Database, { rpoSeconds }: Tier, now: Date): Demand[] {
  if (rpoSeconds === undefined) return [];
  const schedules = schedulesOf(model, database);
  const running = schedules.certain.filter(({ suspended }) => known(suspended) === false);
  const archives = walArchivesOf(model, database);
  const dumps = dumpsOf(model, database);
  const gaps = [...running, ...dumps.certain.filter(({ suspended }) => known(suspended) === false)].flatMap(
    ({ schedule }) => maximumGap(schedule, now) ?? [],
  );
  const archived = archives.certain.length > 0 && running.length > 0 ? [archiveSeconds] : [];
  const loss = Math.min(...archived, ...gaps);
  const allowed = `at most ${timeText(rpoSeconds)} of loss`;
  if (loss <= rpoSeconds)
    return [{ outcome: 'met', what: 'rpoSeconds', text: `${allowed}, and it can lose ${timeText(loss)}` }];
  if (archives.possible.length + schedules.possible.length + dumps.possible.length > 0) {
    return [{ outcome: 'undecided', what: 'rpoSeconds', text: 'the files do not tell all of its backups' }];
  }
  const there = Number.isFinite(loss) ? `it can lose ${timeText(loss)}` : 'it can lose everything';
  return [{ outcome: 'unmet', what: 'rpoSeconds', text: `${allowed}, and ${there}` }];
}

function retentionDemand({ retentionDays }: Tier, destinations: readonly Destination[], isOpen: boolean): Demand[] {
  if (retentionDays === undefined) return [];
  const wanted = `backups of ${retentionDays} days`;
  const kept = destinations.map(({ retention }) => ({ retention, days: keptDays(retention) }));
  const enough = kept.find((one) => one.days !== undefined && one.days >= retentionDays);
  if (enough)
    return [
      {
        outcome: 'met',
        what: 'retentionDays',
        text: `${wanted}, and they are kept for ${enough.days}`,
        at: enough.retention.origin,
      },
    ];
  if (isOpen || kept.some(({ retention }) => retention.kind === 'unknown')) {
    return [{ outcome: 'undecided', what: 'retentionDays', text: 'how long its backups are kept is not in the files' }];
  }
  const [first] = kept;
  const there = first?.days === undefined ? 'nothing says how long they are kept' : `they are kept for ${first.days}`;
  return [
    {
      outcome: 'unmet',
      what: 'retentionDays',
      text: `${wanted}, and ${there}`,
      ...(first ? { at: first.retention.origin } : {}),
    },
  ];
}

function localityDemand({ locality }: Tier, destinations: readonly Destination[], isOpen: boolean): Demand[] {
  if (locality === undefined) return [];
  const isFarEnough = (kind: Destination['locality']['kind']) => kind === 'off-site' || kind === locality;
  const wanted = locality === 'off-site' ? 'backups on another site' : 'backups outside of the cluster';
  const far = destinations.find((one) => isFarEnough(one.locality.kind));
  if (far) return [{ outcome: 'met', what: 'locality', text: `${wanted}, and ${far.locality.why}`, at: far.origin }];
  const open = destinations.find((one) => one.locality.kind === 'unknown');
  if (open || isOpen)
    return [
      {
        outcome: 'undecided',
        what: 'locality',
        text: open?.locality.why ?? 'where its backups go is not in the files',
      },
    ];
  const near = destinations[0];
  const there = near ? near.locality.why : 'it has none in an object store';
  return [
    {
      outcome: 'unmet',
      what: 'locality',
      text: `${wanted}, and ${there}`,
      ...(near ? { at: near.endpoint.origin } : {}),
    },
  ];
}

function pathDemand(
  { destination: pattern }: Tier,
  database: Database,
  destinations: readonly Destination[],
): Demand[] {
  const [namespace, name] = [known(database.namespace), known(database.name)];
  if (pattern === undefined || namespace === undefined || name === undefined) return [];
  const tenant = known(database.tenant);
  if (tenant === undefined && pattern.includes('{tenant}')) return [];
  const filled = pattern.replaceAll('{namespace}', namespace).replaceAll('{name}', name);
  const wanted = filled.replaceAll('{tenant}', tenant ?? '').replace(/\/+$/, '');
  return destinations.flatMap(({ path }): Demand[] => {
    const written = known(path)?.replace(/\/+$/, '');
    if (written === undefined) return [];
    const isMet = written === wanted;
    const text = isMet ? `backups at \`${wanted}\`` : `backups at \`${wanted}\`, and they go to \`${written}\``;
    return [{ outcome: isMet ? 'met' : 'unmet', what: 'destination', text, at: path.origin }];
  });
}

function verificationDemand(model: BackupModel, database: Database, { verification }: Tier): Demand[] {
  if (verification === undefined) return [];
  const { certain, possible } = verificationsOf(model, database);
  const isEnough = (kind: string) => verification === 'freshness-check' || kind === 'restore-drill';
  const wanted =
    verification === 'restore-drill' ? 'a restore that is tried again and again' : 'a job that looks for its backups';
  const there = certain.find(({ kind, suspended }) => isEnough(kind) && known(suspended) === false);
  if (there)
    return [{ outcome: 'met', what: 'verification', text: `${wanted}, which is ${there.title}`, at: there.origin }];
  if (possible.some(({ kind }) => isEnough(kind))) {
    return [
      { outcome: 'undecided', what: 'verification', text: 'the files do not tell which databases its jobs verify' },
    ];
  }
  return [{ outcome: 'unmet', what: 'verification', text: `${wanted}, and there is none` }];
}

function timeText(seconds: number): string {
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} minutes`;
  return seconds < 2 * 86_400 ? `${Math.ceil(seconds / 3600)} hours` : `${Math.ceil(seconds / 86_400)} days`;
}
