import { known, type Link, type Value } from '@backlint/source/value';
import type { Database } from '../../database.ts';
import type { WalArchive } from '../../protection.ts';
import type { LookedPlace } from '../../verification.ts';
import { archiveMention, mentionsOf } from './archive-names.ts';
import type { JobSurroundings } from './cron-jobs.ts';
import type { JobProgram, ProgramWord } from './job-program.ts';
import type { Purpose } from './purpose.ts';

/** The databases a job is about, and why the list may be longer than what is named. */
export interface Coverage {
  readonly links: readonly Link<Database>[];
  readonly unknown?: string;
}

/**
 * The databases that a job's words and variables name. A job that connects to a server names it by a service of the
 * cluster (`orders-rw`) or by the Secret that CloudNativePG makes for it; any other job also by the cluster's name, its
 * server name, or the last folder of its archive. A name counts only as a whole word or path segment.
 */
export function readCoverage(
  purpose: Purpose['kind'],
  program: JobProgram,
  namespace: Value<string>,
  { databases, walArchives }: JobSurroundings,
): Coverage {
  const mentions = mentionsOf(program);
  const links = databases.flatMap((database): Link<Database>[] => {
    const mention =
      (purpose === 'logical-dump' ? undefined : archiveMention(database, walArchives, program, mentions)) ??
      serviceNames(database, namespace).flatMap((name) => mentions.get(name) ?? [])[0] ??
      secretMention(database, namespace, program);
    return mention ? [{ kind: 'resolved', to: database, origin: mention.at }] : [];
  });
  const unknown =
    program.unseen ??
    (links.length === 0 ? whyNoneIsNamed(purpose, program) : undefined) ??
    (purpose === 'logical-dump' ? undefined : program.settingsElsewhere);
  return { links, ...(unknown === undefined ? {} : { unknown }) };
}

/** Why a job that looks at a whole bucket may be about each database that archives to it; undefined where none does. */
export function wholeBucketAmong(places: readonly LookedPlace[], archives: readonly WalArchive[]): string | undefined {
  const buckets = new Set(
    archives.flatMap(({ destination }) => {
      const path = destination.kind === 'resolved' ? known(destination.to.path) : undefined;
      return /^[a-z0-9]+:\/\/([^/]+)/.exec(path ?? '')?.[1] ?? [];
    }),
  );
  const bucket = places.map(({ path }) => path.split(/[/:]/).findLast((segment) => segment !== '') ?? '');
  const whole = bucket.find((name) => buckets.has(name));
  return whole === undefined ? undefined : `it looks at the whole bucket ${whole}`;
}

/** A dump of a server that is named and is none of ours is about something else; nothing else says so for certain. */
function whyNoneIsNamed(purpose: Purpose['kind'], { connectsElsewhere }: JobProgram): string | undefined {
  return purpose === 'logical-dump' ? connectsElsewhere : 'its command names no database';
}

/** The short name of a service resolves in its own namespace only. */
function serviceNames({ name, namespace }: Database, from: Value<string>): string[] {
  const [cluster, home] = [known(name), known(namespace)];
  if (cluster === undefined) return [];
  const services = ['rw', 'r', 'ro'].map((service) => `${cluster}-${service}`);
  const qualified = home === undefined ? [] : services.map((service) => `${service}.${home}`);
  return [
    ...(sameNamespace(namespace, from) ? services : []),
    ...qualified.flatMap((host) => [host, `${host}.svc`, `${host}.svc.cluster.local`]),
  ];
}

/** Secrets are read from the job's own namespace; CloudNativePG calls those it makes after the cluster. */
function secretMention(
  { name, namespace }: Database,
  from: Value<string>,
  { secrets }: JobProgram,
): ProgramWord | undefined {
  const cluster = known(name);
  if (cluster === undefined || !sameNamespace(namespace, from)) return undefined;
  return secrets.find(({ text }) => text === `${cluster}-app` || text === `${cluster}-superuser`);
}

function sameNamespace(left: Value<string>, right: Value<string>): boolean {
  const [a, b] = [known(left), known(right)];
  return a === undefined || b === undefined || a === b;
}
