import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Drill, Verification } from '@backlint/model/verification';

export const emptyDrill: Rule = {
  id: 'empty-drill',
  summary: 'A restore drill that does not look at the restored data',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    for (const verification of model.verifications) {
      if (verification.drill) yield judge(verification, verification.drill);
    }
  },
};

const remedy = 'Ask the copy for something that only the right data answers: a count of rows, or the newest entry';

function judge(verification: Verification, { asks }: Drill): Assessment {
  const { title, evidence } = verification;
  switch (asks.kind) {
    case 'unknown':
      return {
        outcome: 'undecided',
        about: verification,
        why: `what ${title} asks the copy is not known: ${asks.why}`,
      };
    case 'data':
      return {
        outcome: 'upheld',
        about: verification,
        at: asks.origin,
        message: `${title} asks the restored copy for data`,
        evidence,
      };
    case 'connection':
      return {
        outcome: 'problem',
        about: verification,
        at: asks.origin,
        severity: 'note',
        message: `${title} only asks the restored server whether it answers, which an empty one does too`,
        remedy,
      };
    case 'nothing':
      return {
        outcome: 'problem',
        about: verification,
        message: `${title} never asks the restored copy for data: a cluster can be ready and empty, or restored to last year`,
        remedy,
        evidence,
      };
  }
}
