import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Destination } from '@backlint/model/destination';
import { known, type Value } from '@backlint/source/value';
import { destinationsInUse } from '../destinations-in-use.ts';

type BucketExpiry = BackupModel['bucketExpiries'][number];

/** Barman counts a month as 31 days. */
const days: Readonly<Record<string, number>> = { d: 1, w: 7, m: 31 };

export const shortLivedBucket: Rule = {
  id: 'short-lived-bucket',
  summary: 'A bucket that deletes backups before their retention is over',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const { destination } of destinationsInUse(model)) {
      for (const expiry of model.bucketExpiries) {
        const assessment = judge(destination, expiry);
        if (assessment) yield assessment;
      }
    }
  },
};

function judge(destination: Destination, expiry: BucketExpiry): Assessment | undefined {
  const [path, bucket] = [known(destination.path), known(expiry.bucket)];
  if (path === undefined) return undefined;
  const [own = '', ...folders] = path.replace(/^[a-z0-9]+:\/\//, '').split('/');
  const about = destination;
  if (bucket === undefined) {
    if (expiry.bucket.kind === 'absent') return undefined;
    const why = `a bucket deletes what lies in it, and whether it is the one of ${destination.title} is not known`;
    return { outcome: 'undecided', about, at: expiry.origin, why };
  }
  if (own !== bucket || !coversPrefix(folders.join('/'), expiry.prefix)) return undefined;
  const [kept, lives] = [keptDays(destination.retention), known(expiry.days)];
  const evidence = [
    { message: 'how long the bucket keeps them', at: expiry.origin },
    { message: 'how long they should be kept', at: destination.retention.origin },
  ];
  if (lives === undefined || kept === undefined) {
    const why = `${bucket} deletes what lies in it, and how long backups of ${destination.title} should be kept is not known`;
    return { outcome: 'undecided', about, at: expiry.origin, why };
  }
  if (lives > kept) {
    const message = `${bucket} deletes after ${lives} days, later than the ${kept} days for which backups are kept`;
    return { outcome: 'upheld', about, message, evidence };
  }
  return {
    outcome: 'problem',
    about,
    at: expiry.origin,
    discriminator: bucket,
    message: `${bucket} deletes everything after ${lives} days, while backups should be kept for ${kept}: it takes base backups and WAL apart before their time, and leaves archives that look whole and cannot be restored`,
    remedy: 'Let barman alone delete, by its retention; or expire objects a good while after it',
    evidence,
  };
}

function coversPrefix(folder: string, prefix: Value<string>): boolean {
  const only = known(prefix);
  return only === undefined || folder.startsWith(only) || only.startsWith(folder);
}

function keptDays(retention: Value<string>): number | undefined {
  const parts = /^(?<count>\d+)(?<unit>[dwm])$/.exec(known(retention) ?? '')?.groups;
  const unit = days[parts?.unit ?? ''];
  return unit === undefined ? undefined : Number(parts?.count) * unit;
}
