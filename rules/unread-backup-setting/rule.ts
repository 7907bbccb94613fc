import type { Rule } from '@backlint/lint/rule';
import type { UnreadKey } from '@backlint/model/wild-cloud';
import { nearestName } from '../nearest-name.ts';

/** What the documentation of Wild Cloud calls otherwise than its code. */
const renamed: Readonly<Record<string, string>> = { accountName: 'storageAccount', containerName: 'container' };

export const unreadBackupSetting: Rule = {
  id: 'unread-backup-setting',
  summary: 'A backup setting under a name by which Wild Cloud does not read it',
  severity: 'error',
  since: '0.1.0',

  *check({ wildCloud }) {
    for (const instance of wildCloud.instances) {
      for (const key of instance.unread) {
        yield {
          outcome: 'problem',
          about: instance,
          at: key.origin,
          discriminator: `${key.within}.${key.name}`,
          ...(key.isCredential ? { isSecret: true } : {}),
          message: key.isCredential
            ? `${key.within}.${key.name} is a credential in the open, and Wild Cloud reads it from secrets.yaml only`
            : `Wild Cloud does not read ${key.within}.${key.name}, and does not say so: the setting has no effect`,
          remedy: remedyFor(key),
        };
      }
    }
  },
};

function remedyFor({ name, known, isCredential }: UnreadKey): string {
  if (isCredential) return 'Move it to `secrets.yaml`, and replace it wherever it is valid: the history keeps it';
  const meant = known.find((one) => one === renamed[name]) ?? nearestName(name, known);
  return meant === undefined ? `Remove it: what is read here is ${known.join(', ')}` : `Write \`${meant}\``;
}
