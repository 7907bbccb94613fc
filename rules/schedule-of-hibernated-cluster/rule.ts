import type { Rule } from '@backlint/lint/rule';
import { known } from '@backlint/source/value';

export const scheduleOfHibernatedCluster: Rule = {
  id: 'schedule-of-hibernated-cluster',
  summary: 'A schedule that goes on while its database is switched off',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const schedule of model.baseBackupSchedules) {
      const { database: link, suspended, title } = schedule;
      if (link.kind !== 'resolved' || known(suspended) === true) continue;
      const { hibernated, title: cluster } = link.to;
      if (hibernated.kind === 'unknown') {
        const why = `whether ${cluster} hibernates is not known: ${hibernated.why}`;
        yield { outcome: 'undecided', about: schedule, at: hibernated.origin, why };
      } else if (known(hibernated) === true) {
        yield {
          outcome: 'problem',
          about: schedule,
          at: link.origin,
          message: `${title} backs up ${cluster}, which hibernates: every run leaves one more failed Backup, among which a real failure goes unseen`,
          remedy: 'Write `suspend: true` in the schedule for as long as the cluster hibernates',
          evidence: [{ message: 'it hibernates', at: hibernated.origin }],
        };
      }
    }
  },
};
