import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { BackupModel } from '@backlint/model/backup-model';
import type { WalArchive } from '@backlint/model/protection';
import { objectStoresOf } from '@backlint/model/questions';
import type { RestorePath } from '@backlint/model/restore-path';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';
import { sentence } from '../sentence.ts';

export const danglingObjectStore: Rule = {
  id: 'dangling-object-store',
  summary: 'A reference to an ObjectStore that does not exist in its namespace',
  severity: 'error',
  since: '0.1.0',

  *check(model) {
    for (const user of [...model.walArchives, ...model.restorePaths]) {
      if (known(user.plugin ?? absentPlugin(user)) === undefined) continue;
      const assessment = judge(model, user);
      if (assessment) yield assessment;
    }
  },
};

function absentPlugin({ origin }: WalArchive | RestorePath) {
  return { kind: 'absent', origin } as const;
}

function judge(model: BackupModel, user: WalArchive | RestorePath): Assessment | undefined {
  const { destination: link, database, title } = user;
  const at = link.origin;
  if (link.kind === 'unknown') {
    return { outcome: 'undecided', about: user, at, why: `the object store of ${title} is not known: ${link.why}` };
  }
  if (link.kind === 'resolved') {
    const message = sentence(`${title} uses ${link.to.title}, which exists`);
    const evidence = [
      { message: 'the reference', at },
      { message: 'the ObjectStore', at: link.to.origin },
    ];
    return { outcome: 'upheld', about: user, message, evidence };
  }
  // No name at all is the matter of `plugin-without-object-store`.
  if (link.name === '') return undefined;
  const stores = objectStoresOf(model);
  if (stores.length === 0) {
    return {
      outcome: 'undecided',
      about: user,
      at,
      why: `no ObjectStore is declared here, so \`${link.name}\` may be elsewhere`,
    };
  }
  const elsewhere = stores.find(({ name }) => known(name) === link.name);
  const home = known(database.namespace);
  const near = nearestName(
    link.name,
    stores
      .filter(({ namespace }) => home === undefined || known(namespace) === undefined || known(namespace) === home)
      .flatMap(({ name }) => known(name) ?? []),
  );
  return {
    outcome: 'problem',
    about: user,
    at,
    message: elsewhere
      ? `${database.title} looks for the ObjectStore \`${link.name}\` in its own namespace, but ${elsewhere.title} is in another: the operator waits for it for ever, without an event`
      : `${database.title} uses the ObjectStore \`${link.name}\`, which does not exist: the operator waits for it for ever, without an event`,
    remedy: elsewhere
      ? 'Declare the ObjectStore in the namespace of the Cluster'
      : near === undefined
        ? 'Declare it in the namespace of the Cluster, or name one that is there'
        : `Did you mean \`${near}\`?`,
    evidence: elsewhere ? [{ message: 'the ObjectStore of that name', at: elsewhere.origin }] : [],
    ...(near === undefined || elsewhere
      ? {}
      : replaceValue({ kind: 'written', value: link.name, origin: at }, near, {
          title: `Use ${near}`,
          safety: 'unsafe',
        })),
  };
}
