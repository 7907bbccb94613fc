import type { BackupModel } from '@backlint/model/backup-model';
import { posturesOf } from '@backlint/model/posture/posture';
import { type ModelOptions, readBackupModel } from '@backlint/model/read-backup-model';
import { type ReadOptions, readObjects } from '@backlint/objects/read-objects';
import { unreadOf } from '@backlint/report/diagnostic-severity';
import { plural } from '@backlint/report/plural';
import { type PostureSummary, postureSummary } from '@backlint/report/posture/posture-summary';
import { visibleText } from '@backlint/report/visible-text';
import type { Diagnostic } from '@backlint/source/diagnostic';
import type { CheckedTree, FilesBefore } from '../check.ts';
import { readIgnores } from '../read-ignores.ts';
import type { Shell } from '../shell.ts';
import { doubtsOf } from './doubts.ts';

/** What is known besides the files. */
export interface SurveyOptions extends ModelOptions, ReadOptions {
  /** The moment from which schedules are followed. */
  readonly now: Date;
}

/** What files say, and what of them could not be read for it. */
export interface SurveyedModel extends FilesBefore {
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the backup model of a tree of files. */
export function readModel(tree: CheckedTree, options: SurveyOptions): SurveyedModel {
  const { result, diagnostics } = readObjects(tree, options);
  const { demandedVariables, bucketExpiries, bucketTraits, wildCloud } = result;
  return {
    model: readBackupModel(result.objects, { ...options, demandedVariables, bucketExpiries, bucketTraits, wildCloud }),
    ignores: readIgnores(result).ignores,
    diagnostics: [...(tree.diagnostics ?? []), ...diagnostics],
  };
}

/** What would be left of the databases in a tree of files. */
export function posturesIn(tree: CheckedTree, options: SurveyOptions): readonly PostureSummary[] {
  return summariesOf(readModel(tree, options).model, options.now);
}

/** What would be left of the databases of a model. */
export function summariesOf(model: BackupModel, now: Date): readonly PostureSummary[] {
  return posturesOf(model, { now, doubts: doubtsOf(model, now) }).map(postureSummary);
}

/** Says on standard error that something could not be read: nobody should take silence for the whole picture. */
export function tellUnread({ diagnostics }: SurveyedModel, { stderr }: Shell): void {
  const files = new Set(unreadOf(diagnostics).map(({ at }) => at.file.path));
  const [first] = files;
  if (first === undefined) return;
  const which = files.size === 1 ? visibleText(first) : plural(files.size, 'file');
  stderr.write(`backlint: ${which} could not be read in full, so this is not the whole picture; check says why.\n`);
}
