import type { KubernetesObject } from '@backlint/objects/kubernetes/kubernetes-object';
import { known } from '@backlint/source/value';
import type { Engine } from '../../workload-database.ts';
import type { JobProgram } from './job-program.ts';
import { tidies } from './purpose.ts';

const engines: readonly (readonly [Engine, RegExp])[] = [
  ['postgresql', /postg|^pg|[-_/]pg/i],
  ['mysql', /mysql|mariadb/i],
  ['mongodb', /mongo/i],
  ['redis', /redis|valkey/i],
];

/** Whether the name of a job says that it makes backups. */
export function isCalledBackup({ name }: KubernetesObject): boolean {
  const called = known(name) ?? '';
  return /backup|dump/i.test(called) && !tidies.test(called);
}

/** The engine that the names of a job, its images and its variables speak of. */
export function engineAround({ name }: KubernetesObject, { images, environment }: JobProgram): Engine | undefined {
  const names = [known(name) ?? '', ...images, ...environment];
  return engines.find(([, pattern]) => names.some((one) => pattern.test(one)))?.[0];
}
