import { alerts } from './kinds/alerts.ts';
import { dumpJob } from './kinds/dump-job.ts';
import { objectStore } from './kinds/object-store.ts';
import { restoreDrill } from './kinds/restore-drill.ts';
import { scheduledBackup } from './kinds/scheduled-backup.ts';
import { standby } from './kinds/standby.ts';
import { verifyJob } from './kinds/verify-job.ts';
import type { ScaffoldKind } from './scaffold-kind.ts';
import type { ScaffoldWishes } from './scaffold-wishes.ts';
import type { Scaffold } from './scaffolded-object.ts';
import type { Subject } from './subject.ts';

/** Writes each of the things that can be scaffolded. */
export const scaffoldKinds: Readonly<Record<ScaffoldKind, (subject: Subject, wishes: ScaffoldWishes) => Scaffold>> = {
  'scheduled-backup': scheduledBackup,
  'object-store': objectStore,
  'verify-job': verifyJob,
  'restore-drill': restoreDrill,
  standby,
  alerts,
  'dump-job': dumpJob,
};
