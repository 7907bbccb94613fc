import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import { type BucketGuards, bucketGuardsOf } from '@backlint/model/bucket-guards';
import type { Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import { keptDays } from '@backlint/model/kept-days';
import { maximumGap } from '@backlint/model/posture/maximum-gap';
import { schedulesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { destinationsInUse } from '../destinations-in-use.ts';

export const refusedExpiry: Rule = {
  id: 'refused-expiry',
  summary: 'A bucket that refuses to delete backups whose retention is over',
  severity: 'warning',
  since: '0.1.0',

  *check(model, { now }) {
    for (const { destination, databases } of destinationsInUse(model)) {
      // Object lock of S3 refuses no deletion: it keeps the old version.
      const locks = bucketGuardsOf(model, destination)?.certain.filter((guard) => guard.refusesDeletion) ?? [];
      const gap = longestGap(model, databases, now);
      for (const lock of locks) yield judge(destination, lock, gap);
    }
  },
};

function judge(about: Destination, lock: BucketGuards['made'], gap: number | undefined): Assessment {
  const [kept, locked] = [keptDays(about.retention), lock.days && known(lock.days)];
  const bucket = known(lock.bucket) ?? 'the bucket';
  const evidence = [
    { message: 'how long the bucket refuses', at: lock.origin },
    { message: 'how long they should be kept', at: about.retention.origin },
  ];
  if (kept !== undefined && locked !== undefined && locked <= kept) {
    const message = `${bucket} refuses deletions for ${inDays(locked)}, no longer than the ${inDays(kept)} for which backups are kept`;
    return { outcome: 'upheld', about, message, evidence };
  }
  // What is obsolete may be as old as the next base backup is late.
  if (kept === undefined || locked === undefined || gap === undefined || locked <= kept + gap) {
    const why = `whether ${bucket} refuses to delete backups whose retention is over is not known`;
    return { outcome: 'undecided', about, at: lock.origin, why };
  }
  return {
    outcome: 'problem',
    about,
    at: lock.origin,
    discriminator: bucket,
    message: `${bucket} refuses to delete anything for ${inDays(locked)}, while backups should be kept for ${inDays(kept)}: what expires them fails, and everything stays for ${inDays(locked)}`,
    remedy: 'Keep backups at least as long as the bucket does, or let it refuse for a shorter time',
    evidence,
  };
}

/** The longest time between two base backups, in days; undefined where it is not known, or none are taken. */
function longestGap(model: BackupModel, databases: readonly Database[], now: Date): number | undefined {
  const schedules = databases.map((database) => schedulesOf(model, database));
  if (schedules.some(({ possible, certain }) => possible.length > 0 || certain.length === 0)) return undefined;
  const gaps = schedules.flatMap(({ certain }) => certain).map(({ schedule }) => maximumGap(schedule, now));
  if (gaps.includes(undefined)) return undefined;
  return Math.max(...gaps.map((gap) => (gap ?? 0) / 86_400));
}

function inDays(count: number): string {
  const rounded = Math.round(count * 10) / 10;
  return `${rounded} ${rounded === 1 ? 'day' : 'days'}`;
}
