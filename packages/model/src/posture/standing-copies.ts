import { known } from '@backlint/source/value';
import { archiveIdentity } from '../archive-identity.ts';
import type { BackupModel } from '../backup-model.ts';
import type { Database } from '../database.ts';
import { restorePathsOf, walArchivesOf } from '../questions.ts';
import { archiveTimeoutLoss } from './archive-timeout.ts';
import { both, type Chance, type Copy, no, unknown, yes } from './copy.ts';
import type { Disaster } from './disaster.ts';

/** The live database itself, for disasters that do not reach its volume. */
export function liveCopies(database: Database, model: BackupModel): readonly Copy[] {
  const isArchived = walArchivesOf(model, database).certain.length > 0;
  const live: Copy = {
    kind: 'live',
    part: database,
    wayBack: 'its volume is still there',
    loss: { kind: 'nothing' },
    lossWhy: 'the data itself is untouched',
    evidence: [{ message: 'the database', at: database.origin }],
    dependsOn: [database],
    survives: (disaster) => {
      if (disaster === 'pod' || (disaster === 'object-store' && !isArchived)) return yes;
      return disaster === 'node' ? unknown('whether volumes outlive their node depends on the storage') : no(gone);
    },
  };
  if (!isArchived) return [live];
  const lossWhy = 'the data itself is untouched as long as there is room for the WAL that piles up';
  return [live, { ...live, lossWhy, survives: (disaster) => (disaster === 'object-store' ? yes : no(gone)) }];
}

const gone = 'it is gone, or wrong';

/** The other instances of the same cluster: the first to take over, and no help against what they all repeat. */
export function replicaCopies(database: Database): readonly Copy[] {
  const instances = known(database.instances);
  if (instances !== undefined && instances < 2) return [];
  const areThere = instances === undefined ? unknown('how many instances it has is not known') : yes;
  const survives = (disaster: Disaster): Chance => {
    switch (disaster) {
      case 'pod':
      case 'volume':
        return areThere;
      case 'node':
        return both(areThere, apartChance(database));
      case 'bad-migration':
        return no('replicas repeat every change');
      case 'object-store':
        return areThere;
      default:
        return no('replicas live and die with the cluster');
    }
  };
  const isSynchronous = known(database.synchronous) === true;
  return [
    {
      kind: 'replica',
      part: database,
      wayBack: 'a replica takes over',
      loss: { kind: isSynchronous ? 'nothing' : 'moments' },
      lossWhy: isSynchronous ? 'every commit waits for a replica' : 'what was not sent to it yet is lost',
      evidence: [{ message: 'its instances', at: database.instances.origin }],
      dependsOn: [database],
      survives,
    },
  ];
}

function apartChance({ instancesApart }: Database): Chance {
  return known(instancesApart) === true
    ? yes
    : unknown('nothing keeps its instances on different nodes (`podAntiAffinityType: required` would)');
}

/** Standbys that follow the archive of a database. */
export function standbyCopies(database: Database, model: BackupModel): readonly Copy[] {
  const written = walArchivesOf(model, database).certain.flatMap(
    ({ destination, serverName }) => archiveIdentity(destination, serverName) ?? [],
  );
  if (written.length === 0) return [];
  return model.databases
    .filter((other) => other !== database && other.role.kind === 'standby' && known(other.hibernated) === false)
    .flatMap((standby) => {
      const path = restorePathsOf(model, standby).find(
        ({ usedBy, destination, serverName }) =>
          usedBy.some(({ as }) => as === 'replica') && written.includes(archiveIdentity(destination, serverName) ?? ''),
      );
      return path ? [standbyCopy(database, standby, known(path.streams) === true)] : [];
    });
}

function standbyCopy(database: Database, standby: Database, streams: boolean): Copy {
  return {
    kind: 'standby',
    part: standby,
    wayBack: `promote ${standby.title}`,
    ...(streams
      ? { loss: { kind: 'moments' }, lossWhy: 'what was not sent to it yet is lost' }
      : archiveTimeoutLoss(database)),
    evidence: [{ message: 'the standby', at: standby.origin }],
    dependsOn: [database, standby],
    survives: (disaster) => standbyFate(disaster, database, standby),
  };
}

function standbyFate(disaster: Disaster, database: Database, standby: Database): Chance {
  switch (disaster) {
    case 'pod':
    case 'volume':
    case 'cluster-object':
    case 'object-store':
      return yes;
    case 'node':
      return unknown(`nothing keeps ${standby.title} on another node`);
    case 'namespace': {
      const [own, others] = [known(database.namespace), known(standby.namespace)];
      if (own === undefined || others === undefined) return unknown('its namespace is not known');
      return own === others ? no('it lives in the same namespace') : yes;
    }
    case 'bad-migration':
      return no('it repeats every change');
    case 'ransomware':
      return no('the attacker has the cluster it lives in');
    default:
      return no('it lives in the same Kubernetes cluster, as far as these files tell');
  }
}
