import type { Rule } from '@backlint/lint/rule';
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
      };
    }
  },
};
