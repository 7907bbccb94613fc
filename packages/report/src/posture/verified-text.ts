import type { Count } from '@backlint/model/posture/backup-count';
import { timeText } from './loss-text.ts';
import type { PostureSummary, VerifiedSummary } from './posture-summary.ts';

/** What proves that the backups of a database can be restored, and how long a bad one can go unnoticed, in a sentence. */
export function verifiedText({ verifiedBy }: Pick<PostureSummary, 'verifiedBy'>): string {
  const certain = verifiedBy.filter(({ works }) => works === 'yes');
  const [drill] = certain.filter(({ kind }) => kind === 'restore-drill');
  if (drill) return `${drill.title} tries a restore: a backup that is no good goes unnoticed ${unnoticed(drill)}.`;
  const [check] = certain;
  if (check && !check.seesBaseBackups) {
    return `${check.title} looks at the WAL alone: that there is no base backup, or none that can be restored, is never noticed.`;
  }
  if (check) {
    return `${check.title} looks whether backups are there: that there are none goes unnoticed ${unnoticed(check)}. Nothing tries a restore, so backups that cannot be restored are never noticed.`;
  }
  const perhaps = verifiedBy.find(({ works }) => works === 'unknown');
  if (perhaps) return `Perhaps ${perhaps.title} verifies this: ${perhaps.doubt}.`;
  const [idle] = verifiedBy;
  if (idle) return `Nothing verifies any of this, since ${idle.doubt}: the first to find out is the one who needs it.`;
  return 'Nothing verifies any of this: the first to find out is the one who needs it.';
}

/** The same in two or three words, for a table. */
export function verifiedWord({ verifiedBy }: Pick<PostureSummary, 'verifiedBy'>): string {
  const certain = verifiedBy.filter(({ works }) => works === 'yes');
  const drill = certain.find(({ kind }) => kind === 'restore-drill');
  const [best = drill] = drill ? [drill] : certain;
  if (!best) return verifiedBy.some(({ works }) => works === 'unknown') ? '?' : 'never';
  if (best.kind !== 'restore-drill' && !best.seesBaseBackups) return 'WAL only';
  const time = best.unnoticedSeconds === null ? '?' : timeText(best.unnoticedSeconds);
  return `${drill ? 'restored' : 'looked at'}, ${time}`;
}

/** The rule 3-2-1-1-0 in its own digits, with a question mark where more may be there: `2-2-1-0?`. */
export function countWord({ count }: Pick<PostureSummary, 'count'>): string {
  const { copies, media, offSite, immutable } = count;
  const digits = [copies, media, offSite, immutable].map(
    ({ certain, perhaps }) => `${certain}${perhaps > 0 ? '?' : ''}`,
  );
  return digits.join('-');
}

function unnoticed({ unnoticedSeconds }: VerifiedSummary): string {
  return unnoticedSeconds === null ? 'nobody knows how long' : `for ${timeText(unnoticedSeconds)} at most`;
}

/** The rule 3-2-1-1-0, counted: `2 of 3 copies, 2 of 2 media, ...`. */
export function countText({ count }: Pick<PostureSummary, 'count'>): string {
  const { copies, media, offSite, immutable, drills } = count;
  return [
    counted(copies, 3, 'copies'),
    counted(media, 2, 'kinds of storage'),
    counted(offSite, 1, 'off-site'),
    counted(immutable, 1, 'immutable'),
    drills.certain > 0 ? 'restores tried' : drills.perhaps > 0 ? 'restores perhaps tried' : 'no restore tried',
  ].join(', ');
}

function counted({ certain, perhaps }: Count, wanted: number, what: string): string {
  const more = certain < wanted && perhaps > 0 ? ` (perhaps ${Math.min(wanted, certain + perhaps)})` : '';
  return `${Math.min(certain, wanted)}${more} of ${wanted} ${what}`;
}
