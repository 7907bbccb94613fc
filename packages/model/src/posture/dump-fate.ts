import { known, type Value } from '@backlint/source/value';
import type { DumpTarget } from '../dump-target.ts';
import type { LogicalDump } from '../protection.ts';
import { type Chance, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';
import { fateAt } from './store-fate.ts';

/** Whether what a job has dumped is still there after a disaster; `claim` is where the database keeps its data. */
export function dumpFate(disaster: Disaster, dump: LogicalDump, claim: Value<string> | undefined): Chance {
  const { target, title } = dump;
  if (target.kind === 'unknown') return unknown(`where ${title} puts its dumps is not known: ${target.why}`);
  if (target.kind === 'upload') {
    return fateAt(disaster, target.locality, unknown('in which namespace the store stands is not known'));
  }
  return volumeFate(disaster, target, claim);
}

function volumeFate(
  disaster: Disaster,
  { volume, locality }: Extract<DumpTarget, { kind: 'volume' }>,
  data: Value<string> | undefined,
): Chance {
  if (volume.kind === 'none') return no('its dumps go with the pod of the job');
  if (volume.kind === 'unknown') return unknown(volume.why);
  switch (disaster) {
    case 'pod':
    case 'cluster-object':
    case 'bad-migration':
    case 'object-store':
      return yes;
    case 'volume':
      return volume.kind === 'claim' && data !== undefined && known(volume.claim) === known(data)
        ? no('its dumps are on the same volume')
        : yes;
    case 'node':
      return locality.kind === 'in-cluster' ? unknown(`${locality.why}, and may be on the same node`) : yes;
    default:
      return fateAt(disaster, locality, no('the claim is deleted with its namespace'));
  }
}
