import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import type { PlanFile } from '@backlint/objects/wild-cloud/wild-cloud-files';
import type { MappingNode, Node } from '@backlint/source/node';
import { isWritten, itemsAt, mappingAt, stringAt } from '@backlint/source/node-values';
import { directoryOf } from '@backlint/source/source-tree';
import { known } from '@backlint/source/value';
import type { PlanPhase, PlanSide, PlanStrategy, RecoveryPlan } from '../../wild-cloud.ts';
import { usesOf } from './side-uses.ts';

const requiredKeys = [
  ['app'],
  ['instance'],
  ['timestamp'],
  ['status'],
  ['standbyColor'],
  ['source', 'activeColor'],
  ['source', 'namespace'],
  ['source', 'appDir'],
  ['standby', 'namespace'],
  ['standby', 'appDir'],
  ['strategies'],
  ['phases'],
];

/** Reads the record of a backup and its restore. */
export function readRecoveryPlan({ root, active, standby }: PlanFile): RecoveryPlan {
  const { path } = root.origin.range.file;
  const app = stringAt(root, 'app');
  const timestamp = stringAt(root, 'timestamp');
  const shown = `${known(app) ?? 'an app'} of ${known(timestamp) ?? directoryOf(path)}`;
  return {
    address: `wild-cloud/RecoveryPlan/${path}`,
    title: `recovery plan for ${shown}`,
    origin: app.origin,
    app,
    timestamp,
    instance: stringAt(root, 'instance'),
    status: stringAt(root, 'status'),
    source: readSide(root, ['source', 'activeColor'], active),
    standby: readSide(root, ['standbyColor'], standby),
    strategies: itemsAt(root, 'strategies').map(readStrategy),
    phases: [...(mappingAt(root, 'phases')?.entries ?? [])].map(
      ([name, { key, value }]): PlanPhase => ({
        name,
        origin: key,
        startedAt: stringAt(value, 'startedAt'),
        completedAt: stringAt(value, 'completedAt'),
      }),
    ),
    missing: requiredKeys.filter((keys) => !isWritten(root, ...keys)).map((keys) => keys.join('.')),
  };
}

function readSide(
  root: MappingNode,
  color: readonly ['source', 'activeColor'] | readonly ['standbyColor'],
  objects: readonly KubernetesObject[] | undefined,
): PlanSide {
  const side = color.length === 1 ? 'standby' : 'source';
  return {
    color: stringAt(root, ...color),
    namespace: stringAt(root, side, 'namespace'),
    directory: stringAt(root, side, 'appDir'),
    ...(objects ? { uses: usesOf(objects) } : {}),
  };
}

function readStrategy(item: Node): PlanStrategy {
  return {
    name: stringAt(item, 'name'),
    status: stringAt(item, 'status'),
    database: stringAt(item, 'params', 'dbName'),
    restoredDatabase: stringAt(item, 'restore', 'dbName'),
    volumes: itemsAt(item, 'backup', 'volumes').map((volume) => ({
      claim: stringAt(volume, 'pvcName'),
      url: stringAt(volume, 'backupURL'),
      origin: volume.origin,
    })),
    restoredVolumes: itemsAt(item, 'restore', 'volumes').map((volume) => ({
      claim: stringAt(volume, 'pvcName'),
      volume: stringAt(volume, 'volumeName'),
    })),
    origin: item.origin,
  };
}
