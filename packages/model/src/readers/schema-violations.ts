import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { ModelOptions } from '../read-backup-model.ts';
import type { SchemaViolation } from '../schema-violation.ts';
import { type SchemaKind, versionFit } from '../schemas/kinds.ts';
import { schemaComplaints } from '../schemas/validate-object.ts';
import { partOf } from './part-of.ts';

/** What the CRDs of the versions in use would drop or refuse, object by object. */
export function readSchemaViolations(
  objects: readonly KubernetesObject[],
  { operatorVersion, pluginVersion }: ModelOptions,
): SchemaViolation[] {
  return objects.flatMap((object) => {
    const about = partOf(object);
    const kind = object.kind as SchemaKind;
    const version = kind === 'ObjectStore' ? pluginVersion : operatorVersion;
    return schemaComplaints(object.root, kind, version).map(
      ({ kind: violation, path, message, suggestion, origin }) => ({
        about,
        kind: violation,
        field: path.join('.'),
        message,
        certain: versionFit(kind, version) === 'known',
        origin,
        ...(suggestion === undefined ? {} : { suggestion }),
      }),
    );
  });
}
