import type { BackupModel } from '@backlint/model/backup-model';
import { concernedDatabases } from '@backlint/model/concerned-databases';
import { posturesOf } from '@backlint/model/posture/posture';
import type { MaintenanceWindow } from '@backlint/model/timeline/maintenance-window';
import { timelineOf } from '@backlint/model/timeline/timeline';
import type { Survey } from '@backlint/report/html/survey';
import { timelineSummary } from '@backlint/report/timeline/timeline-summary';
import type { SourceTree } from '@backlint/source/source-tree';
import { doubtsOf } from './doubts.ts';
import { readModel, type SurveyOptions } from './survey.ts';

/** All that a page tells of a tree of files besides findings. */
export function surveyOf(tree: SourceTree, options: SurveyOptions, windows: readonly MaintenanceWindow[]): Survey {
  return pageSurvey(readModel(tree, options).model, options.now, windows);
}

/** All that a page tells of a model besides findings. */
function pageSurvey(model: BackupModel, now: Date, windows: readonly MaintenanceWindow[]): Survey {
  const timeline = (hours: number) => timelineSummary(timelineOf(model, { from: now, hours, windows }));
  return {
    now,
    databases: [...model.databases, ...model.workloadDatabases].map(({ address, title }) => ({ address, title })),
    postures: posturesOf(model, { now, doubts: doubtsOf(model, now) }),
    day: timeline(24),
    week: timeline(7 * 24),
    concerned: concernedDatabases(model),
  };
}
