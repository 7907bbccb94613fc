/** What is known of in-tree object stores (`barmanObjectStore` in a Cluster) in a version of CloudNativePG. */
export type InTreeStoreStatus = 'supported' | 'deprecated' | 'removed';

/**
 * Whether a CloudNativePG version still archives to in-tree object stores: deprecated since 1.26.0, and announced to be
 * removed in 1.31.0 after three postponements. Without a version they count as deprecated, as in every supported release.
 */
export function inTreeStoreStatus(version: string | undefined): InTreeStoreStatus {
  if (version === undefined || !readVersion(version)) return 'deprecated';
  if (isReleasedIn(['1.31.0'], version)) return 'removed';
  return isReleasedIn(['1.26.0'], version) ? 'deprecated' : 'supported';
}

/**
 * The releases that first had something, one for each release line it came to: CloudNativePG brings some changes to older
 * lines too, so `['1.28.4', '1.29.2', '1.30.0']` means that 1.29.1 lacks what 1.28.4 has.
 */
export type FirstReleases = readonly [string, ...string[]];

/** When CloudNativePG learned what its newest release can do, read from its CustomResourceDefinitions tag by tag. */
export const cloudNativePgReleases = {
  walCompressionLz4XzZstd: ['1.24.4', '1.25.2', '1.26.0'],
  dataCompressionLz4: ['1.28.4', '1.29.2', '1.30.0'],
  defaultAzureCredentials: ['1.27.3', '1.28.1', '1.29.0'],
  // Which patch release brought it to the 1.24 line is not known, so any of them may have it.
  isWalArchiver: ['1.24.0', '1.25.1', '1.26.0'],
  immutableBackupSpec: ['1.27.0'],
  immutableScheduleCluster: ['1.28.4', '1.29.2', '1.30.0'],
  pausedBackup: ['1.29.0'],
} as const satisfies Readonly<Record<string, FirstReleases>>;

/** When the barman-cloud plugin learned what its newest release can do. */
export const barmanCloudReleases = {
  dataCompressionLz4: ['0.13.0'],
  defaultAzureCredentials: ['0.11.0'],
  restoreAdditionalCommandArgs: ['0.13.0'],
} as const satisfies Readonly<Record<string, FirstReleases>>;

/** Whether a version has what these releases had first. A version that cannot be read counts as the newest. */
export function isReleasedIn(releases: FirstReleases, version: string): boolean {
  return firstReleaseAfter(releases, version) === undefined;
}

/** The release to upgrade to for something that a version does not have yet; undefined where it has it already. */
export function firstReleaseAfter(releases: FirstReleases, version: string): string | undefined {
  const having = readVersion(version);
  if (!having) return undefined;
  const inLine = releases.find((release) => compareLines(release, version) === 0);
  if (inLine !== undefined) return having.patch < (readVersion(inLine)?.patch ?? 0) ? inLine : undefined;
  return compareLines(version, releases[releases.length - 1] ?? releases[0]) > 0
    ? undefined
    : releases.find((release) => compareLines(release, version) > 0);
}

/** Orders two versions by release line alone: `1.29.0` and `1.29.2` are equal. */
export function compareLines(left: string, right: string): number {
  const [a, b] = [readVersion(left), readVersion(right)];
  return a && b ? a.major - b.major || a.minor - b.minor : 0;
}

interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
}

/**
 * Reads `1.29.2`, `v1.29.2`, `1.30.0-rc1` (as the release it leads to) or `1.29` (as the newest of its line); undefined
 * for anything else, such as `latest`.
 */
export function readVersion(text: string): Version | undefined {
  const { major, minor, patch } =
    /^v?(?<major>\d+)\.(?<minor>\d+)(?:\.(?<patch>\d+))?(?![\d.])/.exec(text)?.groups ?? {};
  if (major === undefined) return undefined;
  return {
    major: Number(major),
    minor: Number(minor),
    patch: patch === undefined ? Number.POSITIVE_INFINITY : Number(patch),
  };
}
