import type { BackupModel } from '@backlint/model/backup-model';
import type { CredentialReference } from '@backlint/model/credential';
import type { Part } from '@backlint/model/part';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';

/** A Secret that somebody signs in with, by its name, and the settings that take keys of it. */
export interface UsedSecret {
  readonly name: string;
  readonly at: Origin;
  readonly references: readonly CredentialReference[];
}

/** The Secrets that a destination or a job takes its keys from, as far as their names are known. */
export function secretsOf({ credentialReferences }: BackupModel, user: Part): readonly UsedSecret[] {
  const found = new Map<string, CredentialReference[]>();
  for (const reference of credentialReferences) {
    const name = known(reference.secretName);
    if (name === undefined || reference.user.address !== user.address || !reference.isConfidential) continue;
    found.set(name, [...(found.get(name) ?? []), reference]);
  }
  return Array.from(found, ([name, references]) => {
    const at = references[0]?.origin ?? user.origin;
    return { name, at, references };
  });
}
