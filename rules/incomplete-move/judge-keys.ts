import type { Assessment } from '@backlint/lint/assessment';
import { type ArchiveChange, archiveText, type Move } from '@backlint/model/archive-changes';
import type { CredentialReference, Secret } from '@backlint/model/credential';
import type { ModelChange } from '@backlint/model/model-change';
import { hostOfStore, isSameStore } from '@backlint/model/same-store';
import { isWrittenAlike } from '@backlint/model/same-text';
import { known } from '@backlint/source/value';
import { secretsOf } from './secrets-of.ts';

type Moved = Extract<Move, { readonly kind: 'moved' }>;

/** Judges whether a database that goes to another store takes other keys along: one store does not know those of another. */
export function* judgeKeys(
  change: ModelChange,
  { database, archive }: ArchiveChange,
  move: Moved,
): Iterable<Assessment> {
  const [was, is] = [archive.before.destination, archive.after.destination];
  if (was.kind !== 'resolved' || is.kind !== 'resolved' || isSameStore(was.to, is.to) !== false) return;
  const [secret, ...others] = secretsOf(change.after, is.to);
  const before = secretsOf(change.before, was.to).find(({ name }) => name === secret?.name);
  if (!secret || !before || others.length > 0) return;
  const kept = secret.references.map((reference) => isKept(reference, before.references));
  if (kept.includes('changed')) return;
  const { title } = database.after;
  const common = { about: database.after, at: secret.at };
  if (kept.includes('unknown')) {
    const why = `whether Secret \`${secret.name}\` holds the keys of ${hostOfStore(is.to)} once ${title} archives there is not in these files`;
    yield { ...common, outcome: 'undecided', why };
    return;
  }
  yield {
    ...common,
    outcome: 'problem',
    discriminator: 'keys',
    message: `${title} archives into ${archiveText(archive.after)} from now on, with Secret \`${secret.name}\`, whose keys are still those of ${hostOfStore(was.to)}`,
    remedy: 'Put the keys of the new store into a Secret of its own, and name that one',
    evidence: [
      { message: 'where the archive moves to', at: move.after },
      { message: 'where the archive was', at: move.before, isBefore: true },
    ],
  };
}

/** Values that are encrypted alike are alike; what is fetched or filled in from elsewhere may have changed there. */
function isKept(
  { secret, key }: CredentialReference,
  before: readonly CredentialReference[],
): 'kept' | 'changed' | 'unknown' {
  const old = before.find((one) => known(one.key) === known(key));
  if (old === undefined) return 'changed';
  const [was, is] = [old.secret, secret].map((link) =>
    link.kind === 'resolved' ? keyIn(link.to, known(key)) : undefined,
  );
  if (!was || !is) return 'unknown';
  return isWrittenAlike(was.origin, is.origin) ? 'kept' : 'changed';
}

function keyIn({ protection, keys }: Secret, name: string | undefined) {
  if (protection !== 'plain' && protection !== 'sops' && protection !== 'sealed') return undefined;
  return keys.find((one) => one.name === name && (one.content === 'plain' || one.content === 'protected'));
}
