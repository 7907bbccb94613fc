import type { Assessment } from '@backlint/lint/assessment';
import type { Rule } from '@backlint/lint/rule';
import type { BackupModel } from '@backlint/model/backup-model';
import type { WalArchive } from '@backlint/model/protection';
import type { LookedPlace, Verification } from '@backlint/model/verification';
import type { Origin } from '@backlint/source/origin';
import { known } from '@backlint/source/value';
import { nearestName } from '../nearest-name.ts';

export const uncoveredPrefix: Rule = {
  id: 'uncovered-prefix',
  summary: 'A verification of a folder that no database writes',
  severity: 'warning',
  since: '0.1.0',

  *check(model) {
    const folders = foldersOf(model);
    for (const verification of model.verifications) yield* judge(verification, folders);
  },
};

/** Where a database archives: the bucket, and the folders in it as far as they are known. */
interface Folder {
  readonly title: string;
  readonly bucket: string;
  readonly segments: readonly string[];
  readonly isWhole: boolean;
  readonly origin: Origin;
}

function foldersOf(model: BackupModel): readonly Folder[] {
  return model.walArchives.flatMap(({ database, destination, serverName }: WalArchive) => {
    const path = destination.kind === 'resolved' ? destination.to.path : undefined;
    const text = path === undefined ? undefined : (known(path) ?? (path.kind === 'unknown' ? path.prefix : undefined));
    const [bucket, ...segments] = segmentsOf(text?.replace(/^[a-z0-9]+:\/\//, '') ?? '');
    if (path === undefined || bucket === undefined) return [];
    const server = known(serverName);
    const isWhole = known(path) !== undefined && server !== undefined;
    const below = known(path) !== undefined && server !== undefined ? [...segments, server] : segments;
    return [{ title: database.title, bucket, segments: below, isWhole, origin: path.origin }];
  });
}

function segmentsOf(path: string): readonly string[] {
  return path.split(/[/:]+/).filter((segment) => segment !== '');
}

function* judge(verification: Verification, folders: readonly Folder[]): Iterable<Assessment> {
  const buckets = new Set(folders.map(({ bucket }) => bucket));
  const seen = new Set<string>();
  for (const place of verification.places) {
    const segments = segmentsOf(place.path);
    const at = segments.findIndex((segment) => buckets.has(segment));
    const below = segments.slice(at + 1);
    const key = below.join('/');
    if (at === -1 || below.length === 0 || seen.has(key)) continue;
    seen.add(key);
    const own = folders.filter(({ bucket }) => bucket === segments[at]);
    yield judgePlace(verification, place, below, own);
  }
}

function judgePlace(
  verification: Verification,
  { origin: at }: LookedPlace,
  below: readonly string[],
  folders: readonly Folder[],
): Assessment {
  const { title } = verification;
  const prefix = below.filter((segment) => segment !== 'base' && segment !== 'wals').join('/');
  const writers = folders.filter(
    ({ segments, isWhole }) => (isWhole && isWithin(segments, below)) || isWithin(below, segments),
  );
  if (writers.length > 0) {
    return {
      outcome: 'upheld',
      about: verification,
      at,
      message: `${title} looks at \`${prefix}\`, which ${writers.map((one) => one.title).join(' and ')} writes`,
      evidence: writers.map((one) => ({ message: `${one.title} writes here`, at: one.origin })),
    };
  }
  const open = folders.find(({ isWhole }) => !isWhole);
  if (open) {
    const why = `whether ${open.title} writes \`${prefix}\` is not known`;
    return { outcome: 'undecided', about: verification, at, why };
  }
  const nearest = nearestName(
    prefix,
    folders.map(({ segments }) => segments.join('/')),
  );
  return {
    outcome: 'problem',
    about: verification,
    at,
    discriminator: prefix,
    message: `${title} looks at \`${prefix}\`, where no database declared here writes: it fails every time, or finds what is left of another`,
    remedy:
      nearest === undefined
        ? 'Name the folders that databases archive to, or drop this one'
        : `Did you mean \`${nearest}\`?`,
    evidence: folders
      .slice(0, 3)
      .map((one) => ({ message: `${one.title} writes to ${one.segments.join('/')}`, at: one.origin })),
  };
}

function isWithin(outer: readonly string[], inner: readonly string[]): boolean {
  return outer.every((segment, index) => inner[index] === segment);
}
