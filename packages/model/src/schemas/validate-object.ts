import type { MappingNode } from '@backlint/source/node';
import { forbiddenSettings } from './forbidden-settings.ts';
import { Backup, Cluster, ObjectStore, ScheduledBackup } from './generated/validators.ts';
import type { SchemaKind } from './kinds.ts';
import { plainData } from './plain-data.ts';
import { readValidatorErrors } from './read-validator-errors.ts';
import type { SchemaComplaint } from './schema-complaint.ts';
import type { Validator } from './validator.ts';
import { versionComplaints } from './version-gates.ts';

/**
 * What the API server would drop in silence or refuse in an object, in the order of the text. Whatever the files do not
 * decide is never complained about. The version is that of CloudNativePG, and for an ObjectStore that of the plugin;
 * without one the newest known version counts, and `versionFit` tells how certain unknown fields are.
 */
export function schemaComplaints(object: MappingNode, kind: SchemaKind, version?: string): readonly SchemaComplaint[] {
  const data = plainData(object);
  const validate = validators[kind];
  const errors = validate(data) ? [] : (validate.errors ?? []);
  return [
    ...readValidatorErrors(errors, { object, data, kind, ...(version === undefined ? {} : { version }) }),
    ...(version === undefined ? [] : versionComplaints(object, kind, version)),
    ...forbiddenSettings(object, kind),
  ].sort((left, right) => left.origin.range.start - right.origin.range.start);
}

const validators: Readonly<Record<SchemaKind, Validator>> = { Backup, Cluster, ObjectStore, ScheduledBackup };
