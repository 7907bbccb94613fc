import type { Rule } from '@backlint/lint/rule';
import { known } from '@backlint/source/value';
import { listTitles } from '../destinations-in-use.ts';
import { volumeTargetsInUse } from '../volume-targets-in-use.ts';

export const unsetBackupTarget: Rule = {
  id: 'unset-backup-target',
  summary: 'Longhorn copies databases, and has nowhere to write the copies',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const { target, databases, jobs } of volumeTargetsInUse(model)) {
      const { url } = target;
      if (url.kind === 'unknown') {
        yield { outcome: 'undecided', about: target, at: url.origin, why: `its URL is not known: ${url.why}` };
      } else if (known(url)) {
        const evidence = [{ message: 'the URL', at: url.origin }];
        yield { outcome: 'upheld', about: target, message: `${target.title} says where backups go`, evidence };
      } else {
        yield {
          outcome: 'problem',
          about: target,
          at: url.origin,
          message: `${target.title} has no URL: every run of ${listTitles(jobs)} fails, and nothing of ${listTitles(databases)} is backed up`,
          remedy: 'Set `backupTargetURL` to a bucket or a share outside the cluster',
          evidence: jobs.map(({ title, origin }) => ({ message: `${title} writes to it`, at: origin })),
        };
      }
    }
  },
};
