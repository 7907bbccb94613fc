import type { Rule } from '@backlint/lint/rule';
import { known } from '@backlint/source/value';
import { sentence } from '../sentence.ts';

export const unimplementedDestination: Rule = {
  id: 'unimplemented-destination',
  summary: 'A backup destination that Wild Cloud cannot write to',
  severity: 'error',
  since: '0.1.0',

  *check({ wildCloud }) {
    for (const instance of wildCloud.instances) {
      const { type, missing, mountPoint } = instance.destination;
      const folder = known(mountPoint);
      const [first] = missing;
      const about = { about: instance, at: type.origin };
      const name = known(type);
      if (type.kind === 'unknown')
        yield { outcome: 'undecided', ...about, why: `the destination is not known: ${type.why}` };
      else if (name === 'nfs' && first) {
        yield {
          outcome: 'problem',
          about: instance,
          at: first.origin,
          message: `${sentence(instance.title)} is to be backed up to nfs, which has no ${missing.map((one) => one.name).join(' and no ')}: nothing is mounted, and there is no backup`,
          remedy: 'Write `server` and `path` under `backup.destination.nfs`',
        };
      } else if (name === 'nfs' && folder !== undefined && !folder.startsWith('/')) {
        yield {
          outcome: 'problem',
          about: instance,
          at: mountPoint.origin,
          message: `${sentence(instance.title)} mounts its destination at ${folder}, which depends on where Wild Cloud was started: backups may lie on the disk of the controller`,
          remedy: `Write the whole path, such as \`/mnt/${folder}\``,
        };
      } else if (name === 'nfs' || name === 'local') {
        const evidence = [{ message: type.kind === 'defaulted' ? 'nothing is written' : 'the type', at: type.origin }];
        yield {
          outcome: 'upheld',
          ...about,
          message: `Wild Cloud can write to the destination of ${instance.title}`,
          evidence,
        };
      } else {
        yield {
          outcome: 'problem',
          ...about,
          message:
            name === 's3' || name === 'azure'
              ? `${sentence(instance.title)} is to be backed up to ${name}, which Wild Cloud has in its configuration and not in its code: there is no backup`
              : `${sentence(instance.title)} is to be backed up to "${name}", which is no destination of Wild Cloud`,
          remedy: 'Back up to `nfs` on a machine elsewhere, and copy from there to an object store',
        };
      }
    }
  },
};
