import type { Assessment, Problem } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import { replaceValue } from '@backlint/lint/value-fixes';
import type { BackupModel } from '@backlint/model/backup-model';
import type { ObjectStore } from '@backlint/model/destination';
import { mayShareNamespace } from '@backlint/model/link';
import type { WalArchive } from '@backlint/model/protection';
import { objectStoresOf } from '@backlint/model/questions';
import { barmanCloudPlugin } from '@backlint/model/readers/cloudnative-pg/groups';
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
    const archives = model.walArchives.filter(({ enabled }) => known(enabled) !== false);
    for (const user of [...archives, ...model.restorePaths]) {
      if (user.plugin === undefined || known(user.plugin) !== barmanCloudPlugin) continue;
      const assessment = judge(model, user);
      if (assessment) yield assessment;
    }
  },
};

function judge(model: BackupModel, user: WalArchive | RestorePath): Assessment | undefined {
  const { destination: link, title } = user;
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
  return { outcome: 'problem', about: user, at, ...explain(stores, user, link.name) };
}

function explain(
  stores: readonly ObjectStore[],
  { database, destination: { origin } }: WalArchive | RestorePath,
  name: string,
): Pick<Problem, 'message' | 'remedy' | 'evidence' | 'fix'> {
  const elsewhere = stores.find((store) => known(store.name) === name);
  if (elsewhere) {
    return {
      message: `${database.title} looks for the ObjectStore \`${name}\` in its own namespace, but ${elsewhere.title} is in another: ${consequence}`,
      remedy: 'Declare the ObjectStore in the namespace of the Cluster',
      evidence: [{ message: 'the ObjectStore of that name', at: elsewhere.origin }],
    };
  }
  const message = `${database.title} uses the ObjectStore \`${name}\`, which does not exist: ${consequence}`;
  const reachable = stores.filter(({ namespace }) => mayShareNamespace(namespace, database.namespace));
  const near = nearestName(
    name,
    reachable.flatMap((store) => known(store.name) ?? []),
  );
  if (near === undefined) {
    return { message, remedy: 'Declare it in the namespace of the Cluster, or name one that is there' };
  }
  const reference = { kind: 'written', value: name, origin } as const;
  return {
    message,
    remedy: `Did you mean \`${near}\`?`,
    ...replaceValue(reference, near, { title: `Use ${near}`, safety: 'unsafe' }),
  };
}

const consequence = 'the operator waits for it for ever, without an event';
