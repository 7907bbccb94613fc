import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { Secret, WrittenVariable } from '@backlint/model/credential';
import { signIn, type UsedKey, usedKeys } from '../credential-groups.ts';

export const plaintextCredentials: Rule = {
  id: 'plaintext-credentials',
  summary: 'Backup credentials that stand in the repository in plain text',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const upheld = new Map<Secret, UsedKey>();
    for (const used of usedKeys(model.credentialReferences.filter(({ isConfidential }) => isConfidential))) {
      if (used.key.content === 'plain') yield complain(used);
      else if (used.key.content === 'protected' && !upheld.has(used.secret)) upheld.set(used.secret, used);
    }
    for (const used of upheld.values()) yield uphold(used);
    for (const variable of model.writtenVariables) if (variable.content === 'plain') yield complainOfVariable(variable);
  },
};

function complain(used: UsedKey): Assessment {
  const { secret, key, references } = used;
  const isStore = references.some(({ userKind }) => userKind === 'store');
  const consequence = isStore
    ? 'whoever can read the repository can read and delete the backups'
    : 'whoever can read the repository has it';
  return {
    outcome: 'problem',
    about: secret,
    at: key.origin,
    isSecret: true,
    discriminator: key.name,
    message: `${secret.title} holds \`${key.name}\` in plain text, with which ${signIn(used)}: ${consequence}`,
    remedy:
      'Replace the key where it was issued, since the old one stays in the history, and keep the new one encrypted (SOPS, SealedSecret) or in an external store',
    evidence: references.slice(0, 1).map(({ origin }) => ({ message: 'what takes it', at: origin })),
  };
}

function complainOfVariable({ user, name, origin }: WrittenVariable): Assessment {
  return {
    outcome: 'problem',
    about: user,
    at: origin,
    isSecret: true,
    discriminator: name,
    message: `${user.title} has \`${name}\` in plain text: whoever can read the repository, or the CronJob, has it`,
    remedy:
      'Change it where it is used, since the old one stays in the history, and take the new one from a Secret that is encrypted or comes from an external store',
  };
}

function uphold({ secret, key }: UsedKey): Assessment {
  return {
    outcome: 'upheld',
    about: secret,
    at: key.origin,
    message: `${secret.title} ${ways[secret.protection]}`,
    evidence: [{ message: 'a value that is not shown', at: key.origin }],
  };
}

const ways: Readonly<Record<Secret['protection'], string>> = {
  plain: 'gets its values when it is deployed',
  generated: 'is generated from encrypted values',
  unknown: 'keeps no value in plain text',
  sops: 'is encrypted with SOPS',
  sealed: 'is sealed',
  external: 'comes from an external store',
};
