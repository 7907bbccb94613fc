import { type MappingNode, nodeAt } from '@backlint/source/node';
import { itemsAt, originAt, type Path } from '@backlint/source/node-values';
import type { SchemaKind } from './kinds.ts';
import type { SchemaComplaint } from './schema-complaint.ts';

/**
 * What the validation rules (CEL) of the ObjectStore's CustomResourceDefinition forbid although its fields and types
 * allow it. The rules of the other kinds concern changes, or nothing about backups.
 */
export function forbiddenSettings(object: MappingNode, kind: SchemaKind): readonly SchemaComplaint[] {
  return kind === 'ObjectStore' ? [...serverName(object), ...logLevel(object)] : [];
}

function serverName(object: MappingNode): readonly SchemaComplaint[] {
  const path: Path = ['spec', 'configuration', 'serverName'];
  const found = nodeAt(object, path);
  if (!found || found.kind === 'unknown' || (found.kind === 'scalar' && found.value === null)) return [];
  return [
    {
      kind: 'invalid-value',
      path,
      origin: originAt(object, path),
      message:
        'the API server refuses `serverName` in an ObjectStore, which many Clusters may use: it is a parameter of the plugin entry in each Cluster',
      suggestion: 'spec.plugins[].parameters.serverName',
    },
  ];
}

function logLevel(object: MappingNode): readonly SchemaComplaint[] {
  const list: Path = ['spec', 'instanceSidecarConfiguration', 'additionalContainerArgs'];
  return itemsAt(object, ...list).flatMap((item, index): readonly SchemaComplaint[] => {
    if (item.kind !== 'scalar' || typeof item.value !== 'string' || !item.value.startsWith('--log-level')) return [];
    return [
      {
        kind: 'invalid-value',
        path: [...list, index],
        origin: item.origin,
        message:
          'the API server refuses `--log-level` among `additionalContainerArgs`, because there is a field for it',
        suggestion: 'spec.instanceSidecarConfiguration.logLevel',
      },
    ];
  });
}
