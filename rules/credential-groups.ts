import { isConfidentialName } from '@backlint/model/confidential-name';
import type { CredentialReference, Secret, SecretKey } from '@backlint/model/credential';
import type { Part } from '@backlint/model/part';
import { known } from '@backlint/source/value';
import { listTitles } from './destinations-in-use.ts';

/** The references of one destination or job to one Secret. There is at least one. */
export interface CredentialGroup {
  readonly user: Part;
  readonly first: CredentialReference;
  readonly references: readonly CredentialReference[];
}

/** The references, taken together where one user names one Secret several times. */
export function credentialGroups(references: readonly CredentialReference[]): readonly CredentialGroup[] {
  const groups = new Map<string, CredentialGroup>();
  for (const reference of references) {
    const key = `${reference.user.address} ${known(reference.secretName) ?? ''}`;
    const { references: before = [], first = reference } = groups.get(key) ?? {};
    groups.set(key, { user: reference.user, first, references: [...before, reference] });
  }
  return [...groups.values()];
}

/** A value of a Secret in one place of the files, with everything that takes it. */
export interface UsedKey {
  readonly secret: Secret;
  readonly key: SecretKey;
  readonly references: readonly CredentialReference[];
}

/** The values that references take, of whole Secrets the confidential ones: each once, however many Secrets are made of the line that it stands in. */
export function usedKeys(references: readonly CredentialReference[]): readonly UsedKey[] {
  const used = new Map<string, UsedKey>();
  for (const reference of references) {
    if (reference.secret.kind !== 'resolved') continue;
    const secret = reference.secret.to;
    const isTaken = ({ name }: SecretKey) =>
      reference.key.kind === 'absent' ? isConfidentialName(name) : name === known(reference.key);
    for (const key of secret.keys.filter(isTaken)) {
      const { range } = key.origin;
      const place = `${range.file.path} ${range.start} ${key.name}`;
      const before = used.get(place);
      used.set(place, { secret, key, ...before, references: [...(before?.references ?? []), reference] });
    }
  }
  return [...used.values()];
}

/** `Cluster shop/orders signs in`, `CronJob shop/dump and 2 others sign in`: with a value. */
export function signIn({ references }: UsedKey): string {
  const users = [...new Set(references.map(({ user }) => user))];
  return `${listTitles(users)} ${users.length > 1 ? 'sign' : 'signs'} in`;
}
