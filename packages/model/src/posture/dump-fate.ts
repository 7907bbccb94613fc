import { known, type Value } from '@backlint/source/value';
import type { DumpTarget } from '../dump-target.ts';
import type { LogicalDump } from '../protection.ts';
import { type Chance, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';
import { fateAt } from './store-fate.ts';

/** What is dumped: where it lives, and the claim it keeps its data on where that is known. */
export interface Dumped {
  readonly namespace: Value<string>;
  readonly claim?: Value<string>;
}

/** Whether what a job has dumped of a database is still there after a disaster. */
export function dumpFate(disaster: Disaster, dump: LogicalDump, database: Dumped): Chance {
  const { target, title } = dump;
  if (target.kind === 'unknown') return unknown(`where ${title} puts its dumps is not known: ${target.why}`);
  if (target.kind === 'upload') {
    if (disaster === 'bad-migration') return unknown('whether the next dump replaces the last good one is not known');
    return fateAt(disaster, target.locality, unknown('in which namespace the store stands is not known'));
  }
  return volumeFate(disaster, target, dump, database);
}

function volumeFate(
  disaster: Disaster,
  { volume, locality, keepsEach }: Extract<DumpTarget, { kind: 'volume' }>,
  dump: LogicalDump,
  { namespace, claim }: Dumped,
): Chance {
  if (volume.kind === 'none') return no('its dumps go with the pod of the job');
  if (volume.kind === 'unknown') return unknown(volume.why);
  switch (disaster) {
    case 'pod':
    case 'cluster-object':
    case 'object-store':
      return yes;
    case 'bad-migration':
      return keepsEach ? yes : unknown('the next dump may replace the last good one');
    case 'volume':
      return volume.kind === 'claim' && claim !== undefined && known(volume.claim) === known(claim)
        ? no('its dumps are on the same volume')
        : yes;
    case 'node':
      if (locality.kind === 'unknown') return unknown(locality.why);
      return locality.kind === 'in-cluster' ? unknown(`${locality.why}, and may be on the same node`) : yes;
    default:
      return fateAt(disaster, locality, claimFate(dump.namespace, namespace));
  }
}

/** A claim goes with the namespace of the job that mounts it. */
function claimFate(job: Value<string>, database: Value<string>): Chance {
  const [one, other] = [known(job), known(database)];
  if (one === undefined || other === undefined) return unknown('in which namespace the claim is, is not known');
  return one === other ? no('the claim is deleted with its namespace') : yes;
}
