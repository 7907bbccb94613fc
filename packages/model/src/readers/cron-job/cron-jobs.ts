import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { booleanAt, stringAt } from '@backlint/source/node-values';
import { orDefault } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import type { LogicalDump, WalArchive } from '../../protection.ts';
import type { Schedule } from '../../schedule.ts';
import type { Verification } from '../../verification.ts';
import { partOf } from '../part-of.ts';
import { readCoverage } from './coverage.ts';
import { type JobProgram, readJobProgram } from './job-program.ts';
import { purposeOf } from './purpose.ts';

/** What is already known of the databases a job may be about. */
export interface JobSurroundings {
  readonly databases: readonly Database[];
  readonly walArchives: readonly WalArchive[];
}

/** The CronJobs that dump databases, look whether backups are there, or restore them; all others are left out. */
export function readCronJobs(
  objects: readonly KubernetesObject[],
  surroundings: JobSurroundings,
): { readonly verifications: readonly Verification[]; readonly logicalDumps: readonly LogicalDump[] } {
  const verifications: Verification[] = [];
  const logicalDumps: LogicalDump[] = [];
  for (const object of objects) {
    const program = readJobProgram(object);
    const purpose = purposeOf(object, program);
    if (!purpose) continue;
    const { links, unknown } = readCoverage(program, object.namespace, surroundings);
    const common = {
      ...partOf(object),
      namespace: object.namespace,
      schedule: readJobSchedule(object),
      suspended: readSuspended(object),
    };
    if (purpose.kind === 'logical-dump') {
      logicalDumps.push({ ...common, databases: links });
      continue;
    }
    verifications.push({
      ...common,
      kind: purpose.kind,
      covers: links,
      ...(unknown === undefined ? {} : { coversUnknown: unknown }),
      looksAt: looksAt(program),
      evidence: purpose.evidence,
    });
  }
  return { verifications, logicalDumps };
}

function readJobSchedule({ root }: KubernetesObject): Schedule {
  return {
    dialect: 'cronjob',
    expression: stringAt(root, 'spec', 'schedule'),
    timeZone: stringAt(root, 'spec', 'timeZone'),
  };
}

function readSuspended({ root }: KubernetesObject): Verification['suspended'] {
  return orDefault(booleanAt(root, 'spec', 'suspend'), false);
}

/**
 * A barman archive keeps base backups under `base/` and the log under `wals/`. A check that asks for neither is
 * satisfied by whatever is new, and that is nearly always WAL.
 */
function looksAt({ words }: JobProgram): Verification['looksAt'] {
  const mentions = (pattern: RegExp) => words.some(({ text }) => pattern.test(text));
  const baseBackups =
    mentions(/(^|\/)base(\/|$)/) ||
    mentions(/^barman-cloud-backup-(list|show)$/) ||
    mentions(/^backups?(\.postgresql\.cnpg\.io)?$/);
  return { baseBackups, wal: mentions(/(^|\/)wals?(\/|$)/) || !baseBackups };
}
