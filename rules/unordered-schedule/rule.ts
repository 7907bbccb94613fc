import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Part } from '@backlint/model/part';
import type { BaseBackupSchedule } from '@backlint/model/protection';

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
  const found = own.dependencies.find(({ resource }) => comesAfter(resource, wanted, model, new Set()));
  if (found) {
    const how = found.isExplicit ? 'depends_on says so' : 'it refers to it';
    return {
      outcome: 'upheld',
      about: schedule,
      message: `Terraform makes ${schedule.title} after ${database.title}: ${how}`,
      evidence: [{ message: found.isExplicit ? 'depends_on' : 'the reference', at: found.origin }],
    };
  }
  const stranger = own.dependencies.find(({ resource }) => !isKnown(resource, model));
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

/** Whether a resource is the wanted one, holds it, or is made after it by way of others that the model knows. */
function comesAfter(resource: string, wanted: string, model: BackupModel, seen: Set<string>): boolean {
  if (resource === wanted || wanted.startsWith(`${resource}.`)) return true;
  if (seen.has(resource)) return false;
  seen.add(resource);
  return partsOf(model)
    .filter(({ terraform }) => terraform?.resource === resource)
    .some(({ terraform }) => terraform?.dependencies.some((next) => comesAfter(next.resource, wanted, model, seen)));
}

function isKnown(resource: string, model: BackupModel): boolean {
  return partsOf(model).some(({ terraform }) => terraform?.resource === resource);
}

function partsOf({
  databases,
  destinations,
  baseBackupSchedules,
  managedNamespaces,
  secrets,
}: BackupModel): readonly Part[] {
  return [...databases, ...destinations, ...baseBackupSchedules, ...managedNamespaces, ...secrets];
}
