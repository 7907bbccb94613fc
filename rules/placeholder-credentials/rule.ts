import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { signIn, type UsedKey, usedKeys } from '../credential-groups.ts';

export const placeholderCredentials: Rule = {
  id: 'placeholder-credentials',
  summary: 'Backup credentials that are a placeholder or empty',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const used of usedKeys(model.credentialReferences)) {
      const assessment = judge(used);
      if (assessment) yield assessment;
    }
  },
};

function judge(used: UsedKey): Assessment | undefined {
  const { secret, key, references } = used;
  if (key.content !== 'placeholder' && key.content !== 'empty') return undefined;
  // An empty region or session token is as good as none.
  const isNeeded = references.some(({ isConfidential, field }) => isConfidential || field === 'accessKeyId');
  if (key.content === 'empty' && (!isNeeded || references.every(({ field }) => field === 'sessionToken')))
    return undefined;
  const isStore = references.some(({ userKind }) => userKind === 'store');
  const what = key.content === 'empty' ? 'has an empty' : 'still has a placeholder for';
  const consequence = isStore ? 'no upload and no restore can sign in' : `that is what ${signIn(used)} with`;
  return {
    outcome: 'problem',
    about: secret,
    at: key.origin,
    discriminator: key.name,
    // A database may really have this password; no object store has.
    ...(isStore ? {} : { severity: 'warning' as const }),
    message: `${secret.title} ${what} \`${key.name}\`: ${consequence}`,
    remedy: 'Put the real value there, encrypted (SOPS, SealedSecret), or take it from an external store',
    evidence: references.slice(0, 1).map(({ user, origin }) => ({ message: `taken by ${user.title}`, at: origin })),
  };
}
