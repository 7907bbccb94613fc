import type { Assessment } from '@backlint/lint/assessment';
import type { ChangeRule } from '@backlint/lint/rule';
import type { Database } from '@backlint/model/database';
import { type ModelChange, type Pair, pairsOf } from '@backlint/model/model-change';
import { restorePathsOf } from '@backlint/model/questions';
import type { Origin } from '@backlint/source/origin';

export const divergingPromotion: ChangeRule = {
  id: 'diverging-promotion',
  summary: 'A standby that becomes a primary beside the one that it followed',
  severity: 'error',
  since: '0.1.0',

  *checkChange(change) {
    const pairs = pairsOf(change.before.databases, change.after.databases);
    for (const pair of pairs) {
      if (pair.before.role.kind === 'standby' && pair.after.role.kind === 'primary') yield* judge(change, pair, pairs);
    }
  },
};

/** Whether it has backups of its own from then on is judged as of every primary. */
function* judge(
  change: ModelChange,
  { before, after }: Pair<Database>,
  pairs: readonly Pair<Database>[],
): Iterable<Assessment> {
  const { title } = after;
  const at = settingOf(after);
  const was = { message: 'what made it a standby', at: settingOf(before), isBefore: true as const };
  const followed = [...new Set(restorePathsOf(change.before, before).filter(isFollowed).flatMap(whom))];
  const [source, other] = followed;
  if (!source || other) {
    const why = `whether the cluster that ${title} followed stays a primary is not in these files: the two would diverge`;
    yield { outcome: 'undecided', about: after, at, why };
    return;
  }
  const left = pairs.find((pair) => pair.before === source)?.after;
  const isGone = !change.after.databases.some(({ address }) => address === source.address);
  if (left?.role.kind === 'standby' || isGone) {
    const message = left
      ? `${title} becomes the primary and ${left.title} its standby`
      : `${title} becomes a primary, and ${source.title}, which it followed, goes`;
    yield {
      outcome: 'upheld',
      about: after,
      at,
      message,
      evidence: [was, ...(left ? [{ message: 'a standby', at: settingOf(left) }] : [])],
    };
    return;
  }
  if (left?.role.kind !== 'primary') return;
  yield {
    outcome: 'problem',
    about: after,
    at,
    message: `${title} becomes a primary, and ${left.title}, which it followed, stays one: from then on each has data that the other lacks, and no backup has both`,
    remedy: `Make ${left.title} a standby in the same change; or say in an ignore that it is lost, or that the two should part`,
    evidence: [was, { message: 'the other primary', at: left.origin }],
  };
}

/** Where it says whom it follows, if anybody. */
function settingOf({ replica, role }: Database): Origin {
  if (!replica) return role.origin;
  return replica.enabled.kind === 'absent' ? replica.primary.origin : replica.enabled.origin;
}

function isFollowed({ usedBy }: ReturnType<typeof restorePathsOf>[number]): boolean {
  return usedBy.length > 0;
}

function whom({ follows }: ReturnType<typeof restorePathsOf>[number]): readonly Database[] {
  return follows.map(({ database }) => database);
}
