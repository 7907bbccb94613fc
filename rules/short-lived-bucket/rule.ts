import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Destination } from '@backlint/model/destination';
import { keptDays } from '@backlint/model/kept-days';
import { both, bucketAndFolder, isOwnBucket, type Verdict } from '@backlint/model/own-bucket';
import { walArchivesOf } from '@backlint/model/questions';
import { known, type Value } from '@backlint/source/value';
import { destinationsInUse } from '../destinations-in-use.ts';

type BucketExpiry = BackupModel['bucketExpiries'][number];

export const shortLivedBucket: Rule = {
  id: 'short-lived-bucket',
  summary: 'A bucket that deletes backups before their retention is over',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const { destination, databases } of destinationsInUse(model)) {
      const servers = databases
        .flatMap((database) => walArchivesOf(model, database).certain)
        .filter((archive) => archive.destination.kind === 'resolved' && archive.destination.to === destination)
        .map(({ serverName }) => serverName);
      for (const expiry of model.bucketExpiries) {
        const assessment = judge(destination, servers, expiry);
        if (assessment) yield assessment;
      }
    }
  },
};

function judge(
  destination: Destination,
  servers: readonly Value<string>[],
  expiry: BucketExpiry,
): Assessment | undefined {
  const meets = both(isOwnBucket(destination, expiry), () => meetsArchives(destination, servers, expiry));
  if (meets === false) return undefined;
  const [kept, lives, about] = [keptDays(destination.retention), known(expiry.days), destination];
  const evidence = [
    { message: 'how long the bucket keeps them', at: expiry.origin },
    { message: 'how long they should be kept', at: destination.retention.origin },
  ];
  const bucket = known(expiry.bucket) ?? 'a bucket';
  if (lives !== undefined && kept !== undefined && lives > kept) {
    if (meets !== true) return undefined;
    const message = `${bucket} deletes after ${lives} days, later than the ${kept} days for which backups are kept`;
    return { outcome: 'upheld', about, message, evidence };
  }
  if (meets !== true || lives === undefined || kept === undefined) {
    const open = meets === true ? `how long backups of ${destination.title} should be kept is not known` : meets.why;
    return { outcome: 'undecided', about, at: expiry.origin, why: `${bucket} deletes what lies in it, and ${open}` };
  }
  const prefix = known(expiry.prefix) ?? '';
  return {
    outcome: 'problem',
    about,
    at: expiry.origin,
    discriminator: `${bucket}/${prefix}`,
    message: `${bucket} deletes ${prefix === '' ? 'everything' : `what begins with \`${prefix}\``} after ${lives} ${lives === 1 ? 'day' : 'days'}, while backups should be kept for ${kept}: it takes base backups and WAL apart before their time, and leaves archives that look whole and cannot be restored`,
    remedy: 'Let barman alone delete, by its retention; or expire objects a good while after it',
    evidence,
  };
}

/** Whether the rule deletes something of what databases write: below their path, in a folder with the name of the server. */
function meetsArchives(destination: Destination, servers: readonly Value<string>[], expiry: BucketExpiry): Verdict {
  const folder = bucketAndFolder(known(destination.path) ?? '').folder;
  const { prefix, onlySome } = expiry;
  const some = onlySome === undefined || { why: `whether its choice by ${onlySome} takes backups is not known` };
  if (prefix.kind === 'absent' || known(prefix) === '') return some;
  const only = known(prefix);
  if (only === undefined) return { why: 'which part of it is not known' };
  const meets = servers.map((server): Verdict => {
    const name = known(server);
    const own = name === undefined ? folder : `${folder}${name}/`;
    if (own.startsWith(only)) return true;
    if (!only.startsWith(own)) return false;
    return name !== undefined || { why: 'the folder of the server is not known' };
  });
  const verdict = meets.find((one) => one === true) ?? meets.find((one) => one !== false) ?? false;
  return both(verdict, () => some);
}
