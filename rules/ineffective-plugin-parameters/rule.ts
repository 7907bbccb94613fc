import type { Rule } from '@backlint/lint/rule';

export const ineffectivePluginParameters: Rule = {
  id: 'ineffective-plugin-parameters',
  summary: 'Parameters of the barman-cloud plugin where it does not read them',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const { setting, about, origin, why, remedy } of model.ineffectiveSettings) {
      if (setting !== 'plugin-parameters') continue;
      yield {
        outcome: 'problem',
        about,
        at: origin,
        message: `The plugin parameters of ${about.title} have no effect: ${why}, so its backups go where those of the Cluster go`,
        remedy: `Remove them, and write what they should change in ${remedy}`,
      };
    }
  },
};
