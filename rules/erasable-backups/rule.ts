import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import { type BucketGuards, bucketGuardsOf } from '@backlint/model/bucket-guards';
import type { Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import { keptDays } from '@backlint/model/kept-days';
import { posturesOf } from '@backlint/model/posture/posture';
import { known } from '@backlint/source/value';
import { destinationsInUse, listTitles } from '../destinations-in-use.ts';

export const erasableBackups: Rule = {
  id: 'erasable-backups',
  summary: 'The only backups of a database in a bucket that the keys of its cluster can empty',
  severity: 'note',
  since: '0.1.0',

  *check(model, { now }) {
    for (const { destination, databases } of destinationsInUse(model)) {
      const guards = destination.locality.kind === 'off-site' ? bucketGuardsOf(model, destination) : undefined;
      const assessment = guards && judge(model, destination, guards, { databases, now });
      if (assessment) yield assessment;
    }
  },
};

function judge(
  model: BackupModel,
  about: Destination,
  { made, certain, isOpen }: BucketGuards,
  { databases, now }: { readonly databases: readonly Database[]; readonly now: Date },
): Assessment | undefined {
  const bucket = known(made.bucket) ?? 'the bucket';
  const [guard] = certain;
  if (guard) {
    const message = `${bucket} ${guardText(guard.kind)}`;
    return { outcome: 'upheld', about, message, evidence: [{ message: 'what keeps it', at: guard.origin }] };
  }
  // Keys that expire backups can delete; others may be for writing alone.
  if (isOpen || keptDays(about.retention) === undefined) return undefined;
  const lost = databases.filter((database) => isLost(model, database, now));
  if (lost.length === 0) return undefined;
  return {
    outcome: 'problem',
    about,
    at: made.origin,
    message: `${bucket} has neither versions nor a lock nor a second copy: whoever has the cluster has the keys that expire backups too, and can leave nothing of ${listTitles(lost)}`,
    remedy:
      'Let the bucket keep versions, with a lock on new objects, or replicate it to where those keys do not reach',
    evidence: [
      { message: 'what writes to it', at: about.path.origin },
      { message: 'what deletes from it', at: about.retention.origin },
    ],
  };
}

function guardText(kind: BucketGuards['made']['kind']): string {
  if (kind === 'lock') return 'refuses to lose what is in it for a while';
  return kind === 'copy' ? 'is copied elsewhere' : 'keeps what is deleted for a while';
}

/** Whether nothing would be left of a database: no other copy, wherever it may be. */
function isLost(model: BackupModel, database: Database, now: Date): boolean {
  const posture = posturesOf(model, { now }).find((one) => one.database === database);
  return posture?.survivals.some(({ disaster, outcome }) => disaster === 'ransomware' && outcome === 'lost') === true;
}
