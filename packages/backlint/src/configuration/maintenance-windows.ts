import type { MaintenanceWindow } from '@backlint/model/timeline/maintenance-window';
import type { Node } from '@backlint/source/node';
import { originAt } from '@backlint/source/node-values';
import type { Value } from '@backlint/source/value';
import { secondsOf } from './duration.ts';
import type { Configuration } from './schema.ts';

/** The maintenance windows of a configuration, each at its own lines. */
export function maintenanceWindows({ facts = {} }: Configuration, root: Node): readonly MaintenanceWindow[] {
  return (facts.maintenance ?? []).map(({ name, schedule, timeZone, duration }, index) => {
    const origin = originAt(root, ['facts', 'maintenance', index]);
    const zone: Value<string> =
      timeZone === undefined ? { kind: 'absent', origin } : { kind: 'written', value: timeZone, origin };
    return {
      name,
      schedule: { dialect: 'cronjob', expression: { kind: 'written', value: schedule, origin }, timeZone: zone },
      seconds: secondsOf(duration),
    };
  });
}
