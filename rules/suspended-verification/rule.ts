import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';

export const suspendedVerification: Rule = {
  id: 'suspended-verification',
  summary: 'A job that verifies backups and is switched off',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const verification of model.verifications) {
      const { suspended, title, kind } = verification;
      const at = suspended.origin;
      const job = `${title}, a ${kind.replace('-', ' ')},`;
      if (suspended.kind === 'unknown') {
        const why = `whether ${title} is suspended is not known: ${suspended.why}`;
        yield { outcome: 'undecided', about: verification, at, why };
      } else if (suspended.kind !== 'absent' && suspended.value) {
        yield {
          outcome: 'problem',
          about: verification,
          at,
          message: `${job} is suspended: it is there to be seen, but proves nothing`,
          remedy: 'Write `suspend: false`, or delete the job so that nobody relies on it',
          evidence: verification.evidence,
          ...replaceValue(suspended, 'false', { title: 'Resume the job', safety: 'unsafe' }),
        };
      } else {
        yield {
          outcome: 'upheld',
          about: verification,
          message: `${job} is not suspended`,
          evidence: verification.evidence,
        };
      }
    }
  },
};
