import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Evidence } from '@backlint/model/evidence';
import { inTreeStoreStatus } from '@backlint/model/operator-versions';
import { restorePathsOf } from '@backlint/model/questions';

export const deprecatedInTreeStore: Rule = {
  id: 'deprecated-in-tree-store',
  summary: 'An object store inside the Cluster, which CloudNativePG has deprecated',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const status = inTreeStoreStatus(model.operatorVersion);
    if (status === 'supported') return;
    const version = model.operatorVersion;
    for (const database of model.databases) {
      const stores = inTreeStores(model, database);
      const [first] = stores;
      if (!first) continue;
      yield {
        outcome: 'problem',
        about: database,
        at: first.at,
        ...(status === 'removed' ? { severity: 'error' as const } : {}),
        message:
          status === 'removed'
            ? `${database.title} uses barmanObjectStore, which was to be removed in CloudNativePG 1.31: under ${version} it may not be backed up at all`
            : `${database.title} uses barmanObjectStore, which CloudNativePG deprecated in 1.26 and means to remove in 1.31`,
        remedy:
          'Move the store to an ObjectStore and list the barman-cloud plugin in spec.plugins, in one change: with neither or both of them WAL is lost or refused',
        evidence: stores.slice(1),
      };
    }
  },
};

function inTreeStores(model: BackupModel, database: Database): Evidence[] {
  const written = model.walArchives
    .filter((archive) => archive.database === database && archive.archiver === 'barmanObjectStore')
    .map(({ origin }) => ({ message: 'the store it archives to', at: origin }));
  const read = restorePathsOf(model, database).flatMap(({ destination }) =>
    destination.kind === 'resolved' && destination.to.declaredIn === 'external-cluster'
      ? [{ message: 'a store it reads', at: destination.origin }]
      : [],
  );
  return [...written, ...read];
}
