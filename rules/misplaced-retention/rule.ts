import type { Rule } from '@backlint/lint/rule';
import { moveBelow, type OptionalFix } from '@backlint/lint/value-fixes';
import type { Destination } from '@backlint/model/destination';
import type { IneffectiveSetting } from '@backlint/model/ineffective-setting';
import { walArchivesOf } from '@backlint/model/questions';

export const misplacedRetention: Rule = {
  id: 'misplaced-retention',
  summary: 'A retention policy where nothing reads it',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const setting of model.ineffectiveSettings) {
      if (setting.setting !== 'retention') continue;
      const stores = model.databases
        .filter(({ address }) => address === setting.about.address)
        .flatMap((database) => walArchivesOf(model, database).certain)
        .flatMap(({ destination }) => (destination.kind === 'resolved' ? [destination.to] : []));
      yield {
        outcome: 'problem',
        about: setting.about,
        discriminator: setting.address,
        at: setting.origin,
        message: `The retention policy of ${setting.about.title} has no effect here: ${setting.why}`,
        remedy: `Move it to ${stores[0] ? `spec.retentionPolicy of ${stores[0].title}` : setting.remedy}`,
        evidence: stores.map(({ title, retention }) => ({
          message: retention.kind === 'absent' ? `${title} has none` : `the retention of ${title}`,
          at: retention.origin,
        })),
        ...moveFix(setting, stores),
      };
    }
  },
};

/** Old backups are deleted from then on, so a person should look; where a store has a retention, its owner decides. */
function moveFix({ value }: IneffectiveSetting, stores: readonly Destination[]): OptionalFix {
  const [store, ...others] = new Set(stores);
  if (store?.declaredIn !== 'object-store' || others.length > 0 || store.retention.kind !== 'absent') return {};
  const words = { title: `Move the retention policy to ${store.title}`, safety: 'unsafe' } as const;
  return moveBelow(value, 'retentionPolicy', store.retention.origin, words);
}
