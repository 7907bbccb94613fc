import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { CredentialReference, Secret } from '@backlint/model/credential';
import { known } from '@backlint/source/value';
import { type CredentialGroup, credentialGroups } from '../credential-groups.ts';
import { nearestName } from '../nearest-name.ts';
import { sentence } from '../sentence.ts';

export const missingCredentialKey: Rule = {
  id: 'missing-credential-key',
  summary: 'Backup credentials under a key that the Secret does not have',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const group of credentialGroups(model.credentialReferences)) yield* judge(group);
  },
};

function* judge({ user, first, references }: CredentialGroup): Iterable<Assessment> {
  if (first.secret.kind !== 'resolved') return;
  const secret = first.secret.to;
  const has = (name: string | undefined) => secret.keys.some((key) => key.name === name);
  const named = references.filter(({ key }) => key.kind === 'written');
  const missing = named.filter(({ key }) => !has(known(key)));
  if (missing.length === 0) {
    if (named.length > 0) yield uphold(user, secret, named);
    return;
  }
  for (const reference of missing) yield judgeMissing(reference, secret, known(reference.key) ?? '');
}

function uphold(user: CredentialGroup['user'], secret: Secret, named: CredentialGroup['references']): Assessment {
  const keys = [...new Set(named.flatMap(({ key }) => known(key) ?? []))];
  return {
    outcome: 'upheld',
    about: user,
    message: sentence(`${secret.title} has ${listKeys(keys)}, as ${user.title} asks for`),
    evidence: [{ message: 'the Secret', at: secret.origin }],
  };
}

function judgeMissing(reference: CredentialReference, secret: Secret, name: string): Assessment {
  const { user, userKind, field, key } = reference;
  const at = key.origin;
  if (secret.keysUnknown !== undefined) {
    const why = `whether ${secret.title} has the key \`${name}\` is not known: ${secret.keysUnknown}`;
    return { outcome: 'undecided', about: user, at, why };
  }
  const names = secret.keys.map((one) => one.name);
  const near = names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? nearestName(name, names);
  const consequence = userKind === 'job' ? 'its pods never start' : 'nothing is uploaded or restored';
  return {
    outcome: 'problem',
    about: user,
    at,
    discriminator: `${field} ${name}`,
    message: sentence(
      `${user.title} asks ${secret.title} for the key \`${name}\`, but it has only ${listKeys(names)}: ${consequence}`,
    ),
    evidence: [{ message: 'the Secret', at: secret.origin }],
    ...(near === undefined
      ? { remedy: 'Name a key that it has, or add the key to it' }
      : {
          remedy: `Did you mean \`${near}\`?`,
          ...replaceValue(key, near, { title: `Use ${near}`, safety: 'unsafe' }),
        }),
  };
}

const mostKeys = 6;

function listKeys(names: readonly string[]): string {
  const shown = names.slice(0, mostKeys).map((name) => `\`${name}\``);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} others`] : shown;
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${all.at(-1)}` : (all[0] ?? 'no key');
}
