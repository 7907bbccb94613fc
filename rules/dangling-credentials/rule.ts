import type { Assessment, Problem } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { type OptionalFix, replaceValue } from '@backlint/lint/value-fixes';
import type { BackupModel } from '@backlint/model/backup-model';
import type { CredentialReference, Secret } from '@backlint/model/credential';
import { mayShareNamespace } from '@backlint/model/link';
import { known } from '@backlint/source/value';
import { type CredentialGroup, credentialGroups } from '../credential-groups.ts';
import { nearestName } from '../nearest-name.ts';
import { sentence } from '../sentence.ts';

export const danglingCredentials: Rule = {
  id: 'dangling-credentials',
  summary: 'Backup credentials in a Secret that nothing provides in that namespace',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    const shelf = shelve(model.secrets);
    for (const group of credentialGroups(model.credentialReferences)) {
      const assessment = judge(model, group, shelf);
      if (assessment) yield assessment;
    }
  },
};

/** Secrets where a look for one begins, since there may be as many of them as of references. */
interface Shelf {
  readonly first: ReadonlyMap<string, Secret>;
  readonly ofNamespace: ReadonlyMap<string, readonly Secret[]>;
  readonly generated: readonly Secret[];
  readonly count: number;
}

function shelve(secrets: readonly Secret[]): Shelf {
  const first = new Map<string, Secret>();
  const ofNamespace = new Map<string, Secret[]>();
  for (const secret of secrets) {
    const [name, namespace] = [known(secret.name), known(secret.namespace)];
    if (name !== undefined && !first.has(name)) first.set(name, secret);
    if (namespace === undefined) continue;
    const neighbours = ofNamespace.get(namespace) ?? [];
    neighbours.push(secret);
    ofNamespace.set(namespace, neighbours);
  }
  const generated = secrets.filter(({ protection }) => protection === 'generated');
  return { first, ofNamespace, generated, count: secrets.length };
}

function judge(model: BackupModel, group: CredentialGroup, shelf: Shelf): Assessment | undefined {
  const { user, first } = group;
  const { secret: link } = first;
  const at = link.origin;
  if (link.kind === 'unknown') {
    return { outcome: 'undecided', about: user, at, why: `the Secret of ${user.title} is not known: ${link.why}` };
  }
  if (link.kind === 'resolved') {
    const message = sentence(`${user.title} signs in with ${link.to.title}, which is declared here`);
    const evidence = [
      { message: 'the reference', at },
      { message: 'what provides it', at: link.to.origin },
    ];
    return { outcome: 'upheld', about: user, at, message, evidence };
  }
  // A selector without a name is refused by the API server.
  if (link.name === '' || (first.userKind === 'job' && isMadeByOperator(model, first, link.name))) return undefined;
  return judgeDangling(group, link.name, shelf);
}

/** The operator itself makes the Secrets of a Cluster's users and certificates. */
function isMadeByOperator({ databases }: BackupModel, { namespace }: CredentialReference, name: string): boolean {
  const end = /^(?<database>.+)-(?:app|superuser|ca|server|replication)$/.exec(name);
  return databases.some(
    (database) => end?.groups?.database === known(database.name) && mayShareNamespace(database.namespace, namespace),
  );
}

function judgeDangling(group: CredentialGroup, name: string, shelf: Shelf): Assessment | undefined {
  const { user, first } = group;
  const at = first.secret.origin;
  const problem = explain(group, name, shelf);
  if (problem) return { outcome: 'problem', about: user, at, discriminator: name, ...problem };
  // Where no Secret is declared at all, they are evidently made elsewhere: nothing to say.
  if (shelf.count === 0) return undefined;
  const why = `nothing here provides the Secret \`${name}\` of ${user.title}, nor any other of its namespace`;
  return { outcome: 'undecided', about: user, at, why };
}

type Explanation = Pick<Problem, 'message' | 'remedy' | 'evidence' | 'fix' | 'severity'>;

/** What shows that the Secret is missing, rather than made elsewhere: the strongest sign first. */
function explain(group: CredentialGroup, name: string, shelf: Shelf): Explanation | undefined {
  const { user, namespace, userKind } = group.first;
  const consequence = userKind === 'job' ? 'its pods never start' : 'it can be neither written nor read';
  const hashed = shelf.generated.find((secret) => isHashed(secret.name, name));
  if (hashed) {
    return {
      message: `${sentence(user.title)} takes its credentials from the Secret \`${name}\`, but kustomize puts a hash behind that name and does not know this reference: ${consequence}`,
      remedy: 'Set `disableNameSuffixHash: true` for the generator, or teach kustomize the field by `nameReference`',
      evidence: [{ message: 'the generator', at: hashed.origin }],
    };
  }
  const elsewhere = shelf.first.get(name);
  if (elsewhere) {
    return {
      message: `${sentence(user.title)} looks for the Secret \`${name}\` in its own namespace${inWords(known(namespace))}, but ${elsewhere.title} is in another: ${consequence}`,
      remedy: 'Declare the Secret in that namespace too',
      evidence: [{ message: 'the Secret of that name', at: elsewhere.origin }],
    };
  }
  const home = known(namespace);
  const neighbours = home === undefined ? [] : (shelf.ofNamespace.get(home) ?? []);
  if (neighbours.length === 0) return undefined;
  const message = `${sentence(user.title)} takes its credentials from the Secret \`${name}\`, which nothing here provides: ${consequence}`;
  const near = nearestName(
    name,
    neighbours.flatMap((secret) => known(secret.name) ?? []),
  );
  const meant = neighbours.find((secret) => near !== undefined && known(secret.name) === near);
  if (near !== undefined && meant && isMisspelt(name, near)) {
    return {
      message,
      remedy: `Did you mean \`${near}\`?`,
      evidence: [{ message: 'the nearest name', at: meant.origin }],
      ...renamed(group, near),
    };
  }
  return {
    severity: 'warning',
    message,
    remedy: `Declare it beside the other Secrets of namespace ${home}, or name one of them`,
    evidence: neighbours.slice(0, 1).map(({ title, origin }) => ({ message: `${title} is declared here`, at: origin })),
  };
}

/** The other name in each place that has the one. */
function renamed({ references }: CredentialGroup, name: string): OptionalFix {
  const words = { title: `Use ${name}`, safety: 'unsafe' } as const;
  const fixes = references.map(({ secretName }) => replaceValue(secretName, name, words).fix);
  const edits = fixes.flatMap((fix) => fix?.edits ?? []);
  return fixes.every((fix) => fix !== undefined) ? { fix: { ...words, edits } } : {};
}

/** Ten digits without vowels are what kustomize puts behind a name. */
function isHashed(name: CredentialReference['secretName'], wanted: string): boolean {
  const whole = known(name) ?? '';
  return whole.startsWith(`${wanted}-`) && /^[0-9a-z]{10}$/.test(whole.slice(wanted.length + 1));
}

/** A name that only goes on by whole words belongs to something else. */
function isMisspelt(name: string, near: string): boolean {
  return !near.startsWith(`${name}-`) && !name.startsWith(`${near}-`);
}

function inWords(namespace: string | undefined): string {
  return namespace === undefined ? '' : ` ${namespace}`;
}
