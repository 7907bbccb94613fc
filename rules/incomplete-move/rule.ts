import type { Assessment } from '@backlint/lint/assessment';
import type { ChangeRule } from '@backlint/lint/rule';
import { type ArchiveChange, archiveChangesOf, archiveText, type Move } from '@backlint/model/archive-changes';
import { type ModelChange, type Pair, pairsOf } from '@backlint/model/model-change';
import { verificationsOf } from '@backlint/model/questions';
import type { Verification } from '@backlint/model/verification';
import { listTitles } from '../destinations-in-use.ts';
import { judgeKeys } from './judge-keys.ts';
import { judgeReaders } from './judge-readers.ts';
import { followingOf, type KeptTo } from './left-behind.ts';

export const incompleteMove: ChangeRule = {
  id: 'incomplete-move',
  summary: 'An archive that moves without its keys, or without those who verify or follow it',
  severity: 'error',
  since: '0.1.0',
  supersedes: ['foreign-recovery-archive'],

  *checkChange(change) {
    const moves = archiveChangesOf(change).flatMap(asMoved);
    if (moves.length === 0) return;
    for (const one of moves) {
      yield* judgeKeys(change, one, one.move);
      yield* judgeReaders(change, one, one.move);
    }
    for (const pair of pairsOf(change.before.verifications, change.after.verifications)) {
      yield* judgeVerification(change, pair, moves);
    }
  },
};

/** An archive that is certainly kept elsewhere than before. */
type Moved = ArchiveChange & { readonly move: Extract<Move, { readonly kind: 'moved' }> };

function asMoved(one: ArchiveChange): readonly Moved[] {
  const { database, move } = one;
  return move.kind === 'moved' && database.after.role.kind === 'primary' ? [{ ...one, move }] : [];
}

function* judgeVerification(
  change: ModelChange,
  pair: Pair<Verification>,
  moves: readonly Moved[],
): Iterable<Assessment> {
  const about = pair.after;
  const { title } = about;
  const own = moves.filter(({ database }) =>
    verificationsOf(change.before, database.before).certain.includes(pair.before),
  );
  const followed = own.map((one) => ({ ...one, following: followingOf(change, pair, one) }));
  for (const { database, archive, move, following } of followed) {
    if (following.kind === 'along') {
      const message = `${title} goes along with the archive of ${database.after.title} to ${archiveText(archive.after)}`;
      yield { outcome: 'upheld', about, message, evidence: [{ message: 'where it is then', at: move.after }] };
    } else if (following.kind === 'unknown') {
      const why = `whether ${title} looks where the archive of ${database.after.title} moves to is not known`;
      yield { outcome: 'undecided', about, why };
    }
  }
  const behind = followed.flatMap(({ following, ...one }) =>
    following.kind === 'behind' ? [{ ...one, keepsTo: following.keepsTo }] : [],
  );
  const [first] = behind;
  const [kept] = first?.keepsTo ?? [];
  if (!first || !kept) return;
  const databases = behind.map(({ database }) => database.after);
  yield {
    outcome: 'problem',
    about,
    at: kept.at,
    message: `${title} still ${sentenceOf(behind.flatMap(({ keepsTo }) => keepsTo))}, while ${listTitles(databases)} ${databases.length === 1 ? 'archives' : 'archive'} into ${archiveText(first.archive.after)}${databases.length === 1 ? '' : ' and the like'} from now on: ${consequences[about.kind]}`,
    remedy: 'Move it in the same change: its store, its folders and its keys',
    evidence: [
      { message: 'where the archive moves to', at: first.move.after },
      { message: 'where the archive was', at: first.move.before, isBefore: true },
      ...first.keepsTo.slice(1).map(({ does, what, at }) => ({ message: `it ${does} ${what}`, at })),
    ],
  };
}

const consequences: Readonly<Record<Verification['kind'], string>> = {
  'freshness-check': 'it tells of the old place, and nobody looks at the new one',
  'restore-drill': 'it proves that the old place can be restored, and nothing about the new one',
  'standby-check': 'it tells of the old place, and nobody looks at the new one',
};

/** `looks at a and b, and asks c`. */
function sentenceOf(keepsTo: readonly KeptTo[]): string {
  const verbs = [...new Set(keepsTo.map(({ does }) => does))];
  return verbs
    .map((does) => {
      const objects = keepsTo.filter((one) => one.does === does).map(({ what }) => ({ title: what }));
      const distinct = [...new Map(objects.map((one) => [one.title, one])).values()];
      return `${does} ${listTitles(distinct)}`;
    })
    .join(', and ');
}
