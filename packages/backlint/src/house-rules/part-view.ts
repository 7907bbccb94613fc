import type { BackupModel } from '@backlint/model/backup-model';
import type { Database } from '@backlint/model/database';
import type { Destination } from '@backlint/model/destination';
import type { Part } from '@backlint/model/part';
import type { BaseBackupSchedule, LogicalDump, WalArchive } from '@backlint/model/protection';
import { dumpsOf, schedulesOf, verificationsOf, walArchivesOf } from '@backlint/model/questions';
import type { Verification } from '@backlint/model/verification';
import type { Link } from '@backlint/source/value';
import { type Field, fields } from './fields.ts';
import type { HouseRuleSubject } from './house-rule.ts';

/** A part of the model and what house rules see of it. */
export interface Viewed {
  readonly part: Part;
  readonly view: object;
}

/** Everything of the model that a house rule for `subject` judges. The fields are documented in `docs/house-rules.md`. */
export function viewsOf(model: BackupModel, subject: HouseRuleSubject): readonly Viewed[] {
  switch (subject) {
    case 'database':
      return model.databases.map((part) => ({ part, view: databaseView(part, model) }));
    case 'schedule':
      return model.baseBackupSchedules.map((part) => ({ part, view: scheduleView(part) }));
    case 'destination':
      return model.destinations.map((part) => ({ part, view: destinationView(part) }));
    case 'verification':
      return model.verifications.map((part) => ({ part, view: verificationView(part) }));
    case 'dump':
      return model.logicalDumps.map((part) => ({ part, view: dumpView(part) }));
  }
}

function databaseView(database: Database, model: BackupModel): object {
  const { namespace, name, role, tier, instances, hibernated, engine } = database;
  return fields({
    ...identity(database),
    namespace,
    name,
    engine,
    role: role.kind,
    tier,
    instances,
    hibernated,
    schedules: schedulesOf(model, database).certain.map(scheduleView),
    archives: walArchivesOf(model, database).certain.map(archiveView),
    dumps: dumpsOf(model, database).certain.map(dumpView),
    verifications: verificationsOf(model, database).certain.map(verificationView),
  });
}

function scheduleView(schedule: BaseBackupSchedule): object {
  const { namespace, name, databaseName, method, plugin, suspended, immediate, ownerReference } = schedule;
  return fields({
    ...identity(schedule),
    namespace,
    name,
    database: databaseName,
    expression: schedule.schedule.expression,
    method,
    plugin,
    suspended,
    immediate,
    ownerReference,
  });
}

function archiveView(archive: WalArchive): object {
  const { archiver, enabled, serverName, destination } = archive;
  return fields({
    ...identity(archive),
    archiver,
    enabled,
    serverName,
    ...(destination.kind === 'resolved' ? placeOf(destination.to) : unknownPlace(destination)),
  });
}

function destinationView(destination: Destination): object {
  return fields({ ...identity(destination), declaredIn: destination.declaredIn, ...placeOf(destination) });
}

function verificationView(verification: Verification): object {
  const { kind, namespace, schedule, suspended, looksAt } = verification;
  return fields({
    ...identity(verification),
    kind,
    namespace,
    expression: schedule.expression,
    timeZone: schedule.timeZone,
    suspended,
    looksAtBaseBackups: looksAt.baseBackups,
    looksAtWal: looksAt.wal,
  });
}

function dumpView(dump: LogicalDump): object {
  const { namespace, schedule, suspended } = dump;
  return fields({
    ...identity(dump),
    namespace,
    expression: schedule.expression,
    timeZone: schedule.timeZone,
    suspended,
  });
}

function identity({ address, title }: Part): Readonly<Record<string, Field>> {
  return { address, title };
}

function placeOf({ endpoint, path, locality, retention }: Destination): Readonly<Record<string, Field>> {
  return { endpoint, path, locality: locality.kind, retention };
}

function unknownPlace({ origin, ...link }: Link<Destination>): Readonly<Record<string, Field>> {
  const why = link.kind === 'unknown' ? link.why : 'its destination is not declared here';
  const unknown = { kind: 'unknown', why, origin } as const;
  return { endpoint: unknown, path: unknown, locality: unknown, retention: unknown };
}
