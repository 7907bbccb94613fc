import type { Assessment } from '@backlint/lint/assessment';
import type { ChangeRule } from '@backlint/lint/rule';
import {
  type ArchiveChange,
  archiveChangesOf,
  archiveText,
  beginsFromItself,
  type Move,
} from '@backlint/model/archive-changes';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import { type ModelChange, onlyIn } from '@backlint/model/model-change';
import { maximumGap } from '@backlint/model/posture/maximum-gap';
import type { BackupRequest, BaseBackupSchedule } from '@backlint/model/protection';
import { schedulesOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { waitText } from '../wait-text.ts';

export const moveWithoutBaseBackup: ChangeRule = {
  id: 'move-without-base-backup',
  summary: 'An archive that moves, with no base backup taken at once where it is then',
  severity: 'error',
  since: '0.1.0',

  *checkChange(change, { now }) {
    for (const one of archiveChangesOf(change)) {
      const { database, move } = one;
      if (database.after.role.kind !== 'primary' || move.kind === 'none') continue;
      if (move.kind === 'moved') yield judge(change, one, move, now);
      else {
        const why = `whether the archive of ${database.after.title} moves is not known: ${move.why}`;
        yield { outcome: 'undecided', about: database.after, at: move.at, why };
      }
    }
  },
};

type Moved = Extract<Move, { readonly kind: 'moved' }>;

function judge(change: ModelChange, one: ArchiveChange, move: Moved, now: Date): Assessment {
  const { before, after } = change;
  const { database, archive } = one;
  const { title } = database.after;
  const common = { about: database.after, at: move.after };
  const was = { message: 'where the archive was', at: move.before, isBefore: true as const };
  const [from, to] = [archiveText(archive.before), archiveText(archive.after)];
  const { certain, possible } = schedulesOf(after, database.after);
  const schedules = certain.filter(goesToTheArchive);
  const once = onlyIn(backupsOf(after, database.after), before.oneOffBackups).filter(goesToTheArchive);
  const fresh = onlyIn(schedules, before.baseBackupSchedules).filter(({ suspended }) => known(suspended) === false);
  const first = once[0] ?? fresh.find(isImmediate);
  if (first) {
    const message = `The archive of ${title} moves to ${to}, where ${first.title} takes a base backup at once`;
    return { ...common, outcome: 'upheld', message, evidence: [was, { message: 'what takes it', at: first.origin }] };
  }
  const perhaps = onlyIn(possible, before.baseBackupSchedules).filter(({ immediate }) => known(immediate) !== false);
  // Who makes the database again may make its schedules again, too.
  const again = beginsFromItself(change, one) ? [...schedules, ...possible].filter(isImmediate) : [];
  const [open] = [...fresh.filter(({ immediate }) => immediate.kind === 'unknown'), ...perhaps, ...again];
  if (open) {
    const why = `the archive of ${title} moves to ${to}, and whether ${open.title} takes a base backup at once is not known`;
    return { ...common, outcome: 'undecided', why };
  }
  return {
    ...common,
    outcome: 'problem',
    message: `The archive of ${title} moves from ${from} to ${to}, and no base backup is taken there at once: ${untilWhen(schedules, possible, now)}, nothing that is written after the move can be restored`,
    remedy:
      'Add a Backup, or one more ScheduledBackup with `immediate: true`, in the same change: `immediate` acts when the object is new',
    evidence: [
      was,
      ...schedules.filter(isImmediate).map(({ title: name, immediate }) => ({
        message: `${name} was there before, so this does nothing`,
        at: immediate.origin,
      })),
    ],
  };
}

function backupsOf({ oneOffBackups }: BackupModel, database: Database): readonly BackupRequest[] {
  return oneOffBackups.filter(({ database: link }) => link.kind === 'resolved' && link.to === database);
}

function goesToTheArchive({ method }: BackupRequest): boolean {
  return known(method) !== 'volumeSnapshot';
}

function isImmediate({ immediate }: BaseBackupSchedule): boolean {
  return known(immediate) === true;
}

function untilWhen(
  schedules: readonly BaseBackupSchedule[],
  possible: readonly BaseBackupSchedule[],
  now: Date,
): string {
  const running = schedules.filter(({ suspended }) => known(suspended) === false);
  const gaps = running.flatMap((one) => {
    const gap = maximumGap(one.schedule, now);
    return gap === undefined ? [] : [{ title: one.title, gap }];
  });
  const [next] = gaps.sort((left, right) => left.gap - right.gap);
  if (next) return `until ${next.title} runs, up to ${waitText(next.gap)} later`;
  return running.length + possible.length > 0 ? 'until the next one is due' : 'until somebody takes one';
}
