import type { BackupModel } from '@backlint/model/backup-model';
import type { Part } from '@backlint/model/part';

/** Whether a resource is the wanted one, holds it, or is made after it by way of others that the model knows. */
export function comesAfter(resource: string, wanted: string, model: BackupModel, seen = new Set<string>()): boolean {
  if (resource === wanted || wanted.startsWith(`${resource}.`)) return true;
  if (seen.has(resource)) return false;
  seen.add(resource);
  return partsOf(model)
    .filter(({ terraform }) => terraform?.resource === resource)
    .some(({ terraform }) => terraform?.dependencies.some((next) => comesAfter(next.resource, wanted, model, seen)));
}

/** Whether the model knows what Terraform makes with a resource, and so what it comes after. */
export function isResourceKnown(resource: string, model: BackupModel): boolean {
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
