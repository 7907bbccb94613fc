import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Part } from '@backlint/model/part';
import { directoryOf } from '@backlint/source/source-tree';

export const undocumentedVariable: Rule = {
  id: 'undocumented-variable',
  summary: 'A Terraform variable that must be set and that the example of its values leaves out',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    const directories = new Set(partsOf(model).map(({ origin }) => directoryOf(origin.range.file.path)));
    for (const { name, origin, examples, documentedAt } of model.demandedVariables) {
      const { path } = origin.range.file;
      if (!directories.has(directoryOf(path))) continue;
      const about: Part = { address: `terraform/${directoryOf(path)}/var.${name}`, title: `variable ${name}`, origin };
      if (documentedAt) {
        const evidence = [{ message: 'the example', at: documentedAt }];
        yield { outcome: 'upheld', about, message: `An example shows how to set ${name}`, evidence };
      } else {
        yield {
          outcome: 'problem',
          about,
          message: `${name} has no default, and ${examples.join(' and ')} does not show it: whoever sets up this configuration next, after a disaster perhaps, does not know that it is needed`,
          remedy: 'Add it to the example, with a value that cannot be taken for a real one',
        };
      }
    }
  },
};

/** Only configurations that are about backups are our business. */
function partsOf({
  databases,
  baseBackupSchedules,
  destinations,
  verifications,
  logicalDumps,
}: BackupModel): readonly Part[] {
  const parts = [...databases, ...baseBackupSchedules, ...destinations, ...verifications, ...logicalDumps];
  return parts.filter(({ terraform }) => terraform !== undefined);
}
