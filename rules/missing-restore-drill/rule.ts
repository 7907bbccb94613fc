import type { Rule } from '@backlint/lint/rule';
import { verificationsOf } from '@backlint/model/questions';
import { known } from '@backlint/source/value';
import { judgePrimaries } from '../judge-primaries.ts';

export const missingRestoreDrill: Rule = {
  id: 'missing-restore-drill',
  summary: 'A database whose backups are looked at and never restored',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    yield* judgePrimaries(model, function* (database) {
      const { certain, possible } = verificationsOf(model, database);
      const drill = certain.find(({ kind }) => kind === 'restore-drill');
      if (drill) {
        // One that is switched off is the matter of `suspended-verification`.
        if (known(drill.suspended) === false) {
          const message = `${drill.title} restores the backups of ${database.title}`;
          yield { outcome: 'upheld', about: database, message, evidence: drill.evidence };
        }
        return;
      }
      // Where nothing looks at all, `unverified-database` says so.
      const check = certain.find(({ kind, suspended }) => kind === 'freshness-check' && known(suspended) === false);
      if (!check) return;
      const perhaps = possible.find(({ kind }) => kind === 'restore-drill');
      if (perhaps) {
        const why = `${perhaps.title} may restore its backups: ${perhaps.coversUnknown ?? 'which ones it restores is not known'}`;
        yield { outcome: 'undecided', about: database, why };
        return;
      }
      yield {
        outcome: 'problem',
        about: database,
        message: `${check.title} sees that ${database.title} has fresh files, and nothing ever restores them: whether they hold the data is a guess`,
        remedy: 'Add a CronJob that restores the newest backup into a disposable cluster and asks it for data',
        evidence: [{ message: 'it looks at files', at: check.origin }],
      };
    });
  },
};
