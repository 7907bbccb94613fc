import { known, type Link, type Value } from '@backlint/source/value';
import { mayShareNamespace } from '../../link.ts';
import type { Engine, WorkloadDatabase } from '../../workload-database.ts';
import type { JobProgram, ProgramWord } from '../cron-job/job-program.ts';

/** The databases outside operators that a dump may be of. */
export interface DumpedWorkloads {
  readonly links: readonly Link<WorkloadDatabase>[];
  /** Set where it may be of others of its engine and namespace; says why. */
  readonly unknown?: string;
}

/**
 * The plain workloads that a dump names by their own name or that of their service. A Service of another name may lead
 * to one all the same, so a dump that names nobody known may be of any of its engine in its namespace.
 */
export function readDumpedWorkloads(
  engine: Engine,
  program: JobProgram,
  namespace: Value<string>,
  workloads: readonly WorkloadDatabase[],
): DumpedWorkloads {
  const mentions = new Map<string, ProgramWord>();
  for (const word of [...program.words, ...program.variables.values()]) {
    for (const piece of word.text.split(/[\s/=,:@"'{}]+/)) if (!mentions.has(piece)) mentions.set(piece, word);
  }
  const links = workloads.flatMap((workload): Link<WorkloadDatabase>[] => {
    if (workload.engine !== engine) return [];
    const mention = hostNames(workload, namespace).flatMap((host) => mentions.get(host) ?? [])[0];
    return mention ? [{ kind: 'resolved', to: workload, origin: mention.at }] : [];
  });
  return links.length > 0 ? { links } : { links, unknown: program.unseen ?? 'which server it dumps is not known' };
}

function hostNames({ hosts, namespace }: WorkloadDatabase, from: Value<string>): readonly string[] {
  const home = known(namespace);
  return hosts.flatMap((host) => [
    ...(mayShareNamespace(namespace, from) ? [host] : []),
    ...(home === undefined ? [] : [`${host}.${home}`, `${host}.${home}.svc`, `${host}.${home}.svc.cluster.local`]),
  ]);
}
