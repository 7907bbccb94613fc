import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { CredentialReference } from '@backlint/model/credential';
import type { Database } from '@backlint/model/database';
import { known } from '@backlint/source/value';
import { destinationsInUse } from '../destinations-in-use.ts';

export const sharedTenantCredentials: Rule = {
  id: 'shared-tenant-credentials',
  summary: 'Databases of several tenants that write backups with one key',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    // Nothing shows that two keys differ: what is not found to be shared is no more than that.
    for (const same of groupsOf(usesIn(model))) {
      const tenants = new Map(same.map((use) => [use.tenant, use] as const).reverse());
      const firsts = same.filter((use) => tenants.get(use.tenant) === use);
      const [first, second, ...others] = firsts;
      if (first && second) yield judge(first, second, others);
    }
  },
};

/** A database of a tenant, and a key with which it writes. */
interface Use {
  readonly database: Database;
  readonly tenant: string;
  readonly reference: CredentialReference;
}

function usesIn(model: BackupModel): readonly Use[] {
  return destinationsInUse(model).flatMap(({ destination, databases }) => {
    const keys = model.credentialReferences.filter(
      ({ user, isConfidential }) => user === destination && isConfidential,
    );
    return databases.flatMap((database) => {
      const tenant = known(database.tenant);
      return tenant === undefined ? [] : keys.map((reference) => ({ database, tenant, reference }));
    });
  });
}

/** The uses of one value each. */
function groupsOf(uses: readonly Use[]): readonly (readonly Use[])[] {
  const groups = new Map<string, Use[]>();
  for (const use of uses) {
    const { valueIdentity } = use.reference;
    if (valueIdentity === undefined) continue;
    groups.set(valueIdentity, [...(groups.get(valueIdentity) ?? []), use]);
  }
  return [...groups.values()];
}

function judge(first: Use, second: Use, others: readonly Use[]): Assessment {
  const more = others.length === 0 ? '' : `, as do ${others.length} more`;
  return {
    outcome: 'problem',
    about: first.database,
    at: first.reference.origin,
    discriminator: first.reference.field,
    message: `${first.database.title} of tenant ${first.tenant} and ${second.database.title} of tenant ${second.tenant} write their backups with one key${more}: whoever gets hold of it in one place reads and deletes the backups of all`,
    remedy: 'Give each tenant a key of its own, which reaches the folder of that tenant and no other',
    evidence: [second, ...others]
      .slice(0, 3)
      .map(({ tenant, reference }) => ({ message: `the same key for ${tenant}`, at: reference.origin })),
  };
}
