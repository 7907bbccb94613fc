import type { BackupModel } from '@backlint/model/backup-model';
import type { BackupCapability, Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import type { BaseBackupSchedule, WalArchive } from '@backlint/model/protection';
import { schedulesOf, walArchivesOf } from '@backlint/model/questions';
import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { type Node, nodeAt } from '@backlint/source/node';
import { known } from '@backlint/source/value';

/** The cluster that something is written for, with all that the files tell about it. */
export interface Subject {
  readonly namespace: string;
  readonly name: string;
  readonly database: Database;
  readonly model: BackupModel;
  /** The Cluster object itself, for what a copy of it needs and the model does not keep: sizes, images, names. */
  readonly cluster: Node;
  readonly schedules: readonly BaseBackupSchedule[];
  readonly archive?: WalArchive;
  /** Where its WAL and base backups go, where the files tell. */
  readonly destination?: Destination;
  /** How it takes base backups. */
  readonly capability?: BackupCapability;
}

/** Finds the cluster called `NAME` or `NAMESPACE/NAME`; a message says why there is not exactly one. */
export function findSubject(
  model: BackupModel,
  objects: readonly KubernetesObject[],
  wanted: string,
): Subject | { readonly message: string } {
  const named = model.databases.filter((database) => titles(database).includes(wanted));
  const distinct = [...new Map(named.map((database) => [database.address, database])).values()];
  const [database] = distinct;
  if (!database) return { message: `no Cluster is called "${wanted}".${candidatesText(model)}` };
  if (distinct.length > 1) {
    return {
      message: `several Clusters are called "${wanted}": say ${distinct.map((one) => titles(one)[0]).join(' or ')}.`,
    };
  }
  const namespace = known(database.namespace);
  if (namespace === undefined) {
    return {
      message: `the files do not tell the namespace of ${database.title}: write it, or give the PATH of what deploys it.`,
    };
  }
  return subjectOf(model, objects, database, namespace);
}

function subjectOf(
  model: BackupModel,
  objects: readonly KubernetesObject[],
  database: Database,
  namespace: string,
): Subject {
  const cluster = objects.find(({ address }) => address === database.address)?.root;
  const archive = walArchivesOf(model, database).certain[0];
  const destination = archive?.destination.kind === 'resolved' ? archive.destination.to : undefined;
  const capability = database.backupCapabilities.find(({ enabled }) => known(enabled) === true);
  return {
    namespace,
    name: known(database.name) ?? '',
    database,
    model,
    cluster: cluster ?? { kind: 'unknown', why: 'the Cluster is not among the objects', origin: database.origin },
    schedules: schedulesOf(model, database).certain,
    ...(archive ? { archive } : {}),
    ...(destination ? { destination } : {}),
    ...(capability ? { capability } : {}),
  };
}

function titles({ namespace, name }: Database): readonly string[] {
  const [home, own] = [known(namespace), known(name)];
  if (own === undefined) return [];
  return home === undefined ? [own] : [`${home}/${own}`, own];
}

function candidatesText({ databases }: BackupModel): string {
  const names = [...new Set(databases.flatMap((database) => titles(database).slice(0, 1)))].sort();
  if (names.length === 0) return ' The files declare no Cluster.';
  const shown = names.slice(0, 8).join(', ');
  return ` The files declare ${shown}${names.length > 8 ? `, and ${names.length - 8} more` : ''}.`;
}

/** The text or number at a path of the Cluster, where it is written as such. */
export function writtenAt({ cluster }: Subject, ...path: readonly string[]): string | undefined {
  const node = nodeAt(cluster, path);
  return node?.kind === 'scalar' && (typeof node.value === 'string' || typeof node.value === 'number')
    ? String(node.value)
    : undefined;
}
