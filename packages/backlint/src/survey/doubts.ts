import { lint } from '@backlint/lint/lint';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Part } from '@backlint/model/part';
import { rules } from '@backlint/rules/rules';

/** The rules that find backups which are refused, go nowhere, or destroy each other, and drills that prove nothing. */
const fatal: ReadonlySet<string> = new Set([
  'blocked-database-egress',
  'conflicting-archivers',
  'contradictory-bootstrap',
  'dangling-credentials',
  'dangling-object-store',
  'foreign-drill-source',
  'invalid-credentials',
  'invalid-field-value',
  'invalid-retention',
  'mismatched-store-provider',
  'missing-credential-key',
  'overlong-name',
  'placeholder-credentials',
  'plugin-without-object-store',
  'recovery-into-own-archive',
  'shared-archive',
  'silent-dump-failure',
  'short-lived-bucket',
  'uncovered-prefix',
  'unknown-plugin',
]);

/**
 * What rules find against the parts of a model, so that no posture counts on what cannot work. Ignores and waivers are for
 * people: a backup that somebody decided to live without is no better for it.
 */
export function doubtsOf(model: BackupModel, now: Date): (part: Part) => string | undefined {
  const { findings } = lint(
    model,
    rules.filter(({ id }) => fatal.has(id)),
    { now },
  );
  const doubts = new Map<string, string>();
  for (const { about, message } of findings) if (!doubts.has(about.address)) doubts.set(about.address, message);
  for (const { user, secret } of model.credentialReferences) {
    const doubt = secret.kind === 'resolved' ? doubts.get(secret.to.address) : undefined;
    if (doubt !== undefined && !doubts.has(user.address)) doubts.set(user.address, doubt);
  }
  return ({ address }) => doubts.get(address);
}
