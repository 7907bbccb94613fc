import type { Rule } from '@backlint/lint/rule';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

export const controllerDiskDestination: Rule = {
  id: 'controller-disk-destination',
  summary: 'Backups of a Wild Cloud that stay on the disk of its controller',
  severity: 'warning',
  since: '0.1.0',

  *check({ wildCloud }) {
    for (const instance of wildCloud.instances) {
      const { type } = instance.destination;
      if (known(type) !== 'local') continue;
      const isSilent = type.kind === 'defaulted';
      yield {
        outcome: 'problem',
        about: instance,
        at: type.origin,
        message: isSilent
          ? `${sentence(instance.title)} says nothing of a destination, so its backups lie on the disk of the controller, beside the configuration and secrets that they hold unencrypted: they are lost with that one machine`
          : `The backups of ${instance.title} lie on the disk of the controller, unencrypted: they are lost with that one machine`,
        remedy: 'Set `backup.destination` to `nfs` on another machine, and copy from there off-site',
      };
    }
  },
};
