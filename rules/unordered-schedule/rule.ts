import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { BaseBackupSchedule } from '@backlint/model/protection';
import { comesAfter, isResourceKnown } from '../made-after.ts';

export const unorderedSchedule: Rule = {
  id: 'unordered-schedule',
  summary: 'A schedule that Terraform may create before the database it backs up',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const schedule of model.baseBackupSchedules) {
      const assessment = judge(schedule, model);
      if (assessment) yield assessment;
    }
  },
};

function judge(schedule: BaseBackupSchedule, model: BackupModel): Assessment | undefined {
  const own = schedule.terraform;
  if (!own || schedule.database.kind !== 'resolved') return undefined;
  const database = schedule.database.to;
  const wanted = database.terraform?.resource;
  if (wanted === undefined || wanted === own.resource) return undefined;
  const found = own.dependencies.find(({ resource }) => comesAfter(resource, wanted, model));
  if (found) {
    const how = found.isExplicit ? 'depends_on says so' : 'it refers to it';
    return {
      outcome: 'upheld',
      about: schedule,
      message: `Terraform makes ${schedule.title} after ${database.title}: ${how}`,
      evidence: [{ message: found.isExplicit ? 'depends_on' : 'the reference', at: found.origin }],
    };
  }
  const stranger = own.dependencies.find(({ resource }) => !isResourceKnown(resource, model));
  if (stranger) {
    const why = `${schedule.title} comes after ${stranger.resource}, of which backlint does not know what it comes after`;
    return { outcome: 'undecided', about: schedule, at: stranger.origin, why };
  }
  return {
    outcome: 'problem',
    about: schedule,
    message: `Terraform may create ${schedule.title} before ${database.title}, since it neither refers to ${wanted} nor depends on it: a first backup that finds no cluster fails`,
    remedy: `Add \`depends_on = [${wanted}]\``,
    evidence: [{ message: 'the cluster', at: database.origin }],
  };
}
