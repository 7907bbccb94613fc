import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { ManagedNamespace } from '@backlint/model/managed-namespace';
import type { Part } from '@backlint/model/part';
import { known, type Value } from '@backlint/source/value';
import { comesAfter } from '../made-after.ts';

export const literalNamespace: Rule = {
  id: 'literal-namespace',
  summary: 'A namespace written out beside the resource that makes it',
  severity: 'note',
  since: '0.1.0',

  *check(model) {
    const { databases, baseBackupSchedules, verifications, logicalDumps, managedNamespaces } = model;
    for (const part of [...databases, ...baseBackupSchedules, ...verifications, ...logicalDumps]) {
      const namespace = managedNamespaces.find(({ name }) => known(name) === known(part.namespace));
      const assessment = namespace && judge(part, namespace, model);
      if (assessment) yield assessment;
    }
  },
};

interface Placed extends Part {
  readonly namespace: Value<string>;
}

function judge(part: Placed, namespace: ManagedNamespace, model: BackupModel): Assessment | undefined {
  const { terraform } = part;
  const home = namespace.terraform;
  if (!terraform || !home || known(part.namespace) === undefined) return undefined;
  const reference = terraform.dependencies.find(({ resource }) => resource === home.resource);
  if (terraform.namespaceLiteral === undefined) {
    if (!reference) return undefined;
    return {
      outcome: 'upheld',
      about: part,
      message: `${part.title} takes its namespace from ${home.resource}`,
      evidence: [{ message: 'the reference', at: reference.origin }],
    };
  }
  const name = known(namespace.name);
  const isOrdered = terraform.dependencies.some(({ resource }) => comesAfter(resource, home.resource, model));
  const before = isOrdered ? '' : 'Terraform may create it before its namespace is there, and ';
  return {
    outcome: 'problem',
    about: part,
    at: terraform.namespaceLiteral,
    message: `${part.title} writes its namespace \`${name}\` out, although ${home.resource} makes it: ${before}a rename leaves it behind`,
    remedy: `Write \`${expressionOf(home.resource)}\``,
    evidence: [{ message: 'what makes the namespace', at: namespace.origin }],
  };
}

/** How to refer to the name; from another module it takes an output or a variable. */
function expressionOf(resource: string): string {
  const own = resource.replace(/^(?:module\.[^.]+\.)+/, '');
  return own.startsWith('kubernetes_namespace') ? `${own}.metadata[0].name` : own;
}
