import type { BackupModel } from '@backlint/model/backup-model';
import { posturesOf } from '@backlint/model/posture/posture';
import { type ModelOptions, readBackupModel } from '@backlint/model/read-backup-model';
import { type ReadOptions, readObjects } from '@backlint/objects/read-objects';
import { type PostureSummary, postureSummary } from '@backlint/report/posture/posture-summary';
import type { SourceTree } from '@backlint/source/source-tree';
import { doubtsOf } from './doubts.ts';

/** What is known besides the files. */
export interface SurveyOptions extends ModelOptions, ReadOptions {
  /** The moment from which schedules are followed. */
  readonly now: Date;
}

/** The backup model of a tree of files. */
export function modelOf(tree: SourceTree, options: SurveyOptions): BackupModel {
  const { result } = readObjects(tree, options);
  const { demandedVariables, bucketExpiries, wildCloud } = result;
  return readBackupModel(result.objects, { ...options, demandedVariables, bucketExpiries, wildCloud });
}

/** What would be left of the databases in a tree of files. */
export function posturesIn(tree: SourceTree, options: SurveyOptions): readonly PostureSummary[] {
  const model = modelOf(tree, options);
  const { now } = options;
  return posturesOf(model, { now, doubts: doubtsOf(model, now) }).map(postureSummary);
}
