import type { Rule } from '@backlint/lint/rule';

export const walOnlyVerification: Rule = {
  id: 'wal-only-verification',
  summary: 'A job that looks at the WAL archive and not at base backups',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    for (const verification of model.verifications) {
      const { kind, looksAt, title, evidence } = verification;
      if (kind === 'standby-check') continue;
      if (looksAt.unknown !== undefined) {
        const why = `what ${title} looks at is not known: ${looksAt.unknown}`;
        yield { outcome: 'undecided', about: verification, why };
      } else if (looksAt.baseBackups) {
        yield { outcome: 'upheld', about: verification, message: `${title} looks at base backups`, evidence };
      } else {
        yield {
          outcome: 'problem',
          about: verification,
          message: `${title} looks for recent files, which WAL alone provides, and not for base backups: it stays green when none has been taken for weeks`,
          remedy: 'Let it fail as well when there is no recent folder under base/ of each archive',
          evidence,
        };
      }
    }
  },
};
