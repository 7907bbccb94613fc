import { known } from '@backlint/source/value';
import type { BackupModel } from '../backup-model.ts';
import type { BackupMethod, Database } from '../database.ts';
import type { BaseBackupSchedule, WalArchive } from '../protection.ts';
import { capabilitiesFor, schedulesOf } from '../questions.ts';
import { both, type Chance, no, unknown, yes } from './copy.ts';
import { runningChance } from './running.ts';

/** The schedule that takes base backups in some way, and whether it really does. */
export interface BaseBackups {
  readonly schedule?: BaseBackupSchedule;
  readonly chance: Chance;
}

/** The base backups that go into an archive: WAL alone restores nothing. */
export function baseBackupsIn(archive: WalArchive, model: BackupModel, now: Date): BaseBackups {
  const isOther = (schedule: BaseBackupSchedule) => {
    const [own, wanted] = [archive.plugin && known(archive.plugin), known(schedule.plugin)];
    return archive.archiver === 'plugin' && own !== undefined && wanted !== undefined && own !== wanted;
  };
  const found = baseBackupsBy(archive.archiver, archive.database, model, now, (schedule) => !isOther(schedule));
  const nothing = 'it holds no base backup, and WAL alone restores nothing';
  if (found.chance.kind !== 'no') return found;
  return { ...found, chance: no(found.schedule ? `${nothing}: ${found.chance.why}` : nothing) };
}

/** The base backups of a database that are taken in one way. */
export function baseBackupsBy(
  method: BackupMethod,
  database: Database,
  model: BackupModel,
  now: Date,
  concerns: (schedule: BaseBackupSchedule) => boolean = () => true,
): BaseBackups {
  const { certain, possible } = schedulesOf(model, database);
  const candidates = certain
    .filter((schedule) => schedule.method.kind === 'unknown' || known(schedule.method) === method)
    .filter(concerns)
    .map((schedule) => ({ schedule, chance: both(methodChance(schedule, database), runningChance(schedule, now)) }));
  const maybe = possible.map((schedule) => ({
    schedule,
    chance: unknown(`whether ${schedule.title} is about ${database.title} is not known`),
  }));
  const all = [...candidates, ...maybe];
  const best = (['yes', 'unknown', 'no'] as const).map((kind) => all.find(({ chance }) => chance.kind === kind));
  return best.find((one) => one !== undefined) ?? { chance: no('no schedule takes base backups') };
}

function methodChance(schedule: BaseBackupSchedule, database: Database): Chance {
  if (schedule.method.kind === 'unknown') return unknown(`how ${schedule.title} takes backups is not known`);
  const { certain, possible } = capabilitiesFor(database, schedule);
  if (certain.length > 0) return yes;
  return possible.length > 0
    ? unknown(`whether ${database.title} can be backed up as ${schedule.title} wants is not known`)
    : no(`${database.title} cannot be backed up as ${schedule.title} wants`);
}
