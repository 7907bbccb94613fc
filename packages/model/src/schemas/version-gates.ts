import { type Node, nodeAt } from '@backlint/source/node';
import { originAt, type Path } from '@backlint/source/node-values';
import {
  barmanCloudReleases,
  cloudNativePgReleases,
  compareLines,
  type FirstReleases,
  firstReleaseAfter,
  readVersion,
} from '../operator-versions.ts';
import { renderPath } from './field-path.ts';
import differences from './generated/differences.json' with { type: 'json' };
import { productOf, type SchemaKind } from './kinds.ts';
import type { SchemaComplaint } from './schema-complaint.ts';

/** Something that not every known version has. */
interface Gate {
  readonly kind: string;
  /** The field, with `*` for list items. */
  readonly path: string;
  /** The values of the field that are meant; without them it is the field itself. */
  readonly values?: readonly string[];
  /** The constraint on the field that is meant. */
  readonly constraint?: string;
  /** The first releases that have it, where they are known exactly. */
  readonly releases?: FirstReleases;
  /** Otherwise the oldest version that was seen to have it, and the newest that was seen not to. */
  readonly since?: string;
  readonly lastWithout?: string;
}

/** What is written in an object and too new for a version. */
export function versionComplaints(object: Node, kind: SchemaKind, version: string): readonly SchemaComplaint[] {
  return gates
    .filter((gate) => gate.kind === kind && gate.constraint === undefined)
    .flatMap((gate) => {
      const since = missingUntil(gate, version);
      if (since === undefined) return [];
      return writtenAt(object, gate.path.split('.'), []).flatMap(({ path, node }) => {
        const product = productOf(kind);
        if (!gate.values) {
          const message = `${product} ${version} drops \`${renderPath(path)}\`, which is new in ${since}`;
          return [{ kind: 'not-in-version', path, origin: originAt(object, path), message, since }] as const;
        }
        if (node.kind !== 'scalar' || typeof node.value !== 'string' || !gate.values.includes(node.value)) return [];
        const message = `${product} ${version} refuses \`${node.value}\` in \`${renderPath(path)}\`; it is new in ${since}`;
        return [{ kind: 'not-in-version', path, origin: node.origin, message, since }] as const;
      });
    });
}

/** Whether a version does not have a constraint on a field yet, so that breaking it is fine there. */
export function isUnconstrained(kind: SchemaKind, pattern: string, constraint: string, version: string): boolean {
  return gates.some(
    (gate) =>
      gate.kind === kind &&
      gate.path === pattern &&
      gate.constraint === constraint &&
      missingUntil(gate, version) !== undefined,
  );
}

const stores = ['spec.backup.barmanObjectStore', 'spec.externalClusters.*.barmanObjectStore'];

/** What came to several release lines at once, so that the versions whose schemas are known do not tell it exactly. */
const exact: readonly Gate[] = [
  ...stores.flatMap((store) => [
    {
      kind: 'Cluster',
      path: `${store}.wal.compression`,
      values: ['lz4', 'xz', 'zstd'],
      releases: cloudNativePgReleases.walCompressionLz4XzZstd,
    },
    {
      kind: 'Cluster',
      path: `${store}.data.compression`,
      values: ['lz4'],
      releases: cloudNativePgReleases.dataCompressionLz4,
    },
    {
      kind: 'Cluster',
      path: `${store}.azureCredentials.useDefaultAzureCredentials`,
      releases: cloudNativePgReleases.defaultAzureCredentials,
    },
  ]),
  {
    kind: 'Cluster',
    path: 'spec.plugins.*.isWALArchiver',
    releases: cloudNativePgReleases.isWalArchiver,
  },
  {
    kind: 'ObjectStore',
    path: 'spec.configuration.data.compression',
    values: ['lz4'],
    releases: barmanCloudReleases.dataCompressionLz4,
  },
  {
    kind: 'ObjectStore',
    path: 'spec.configuration.azureCredentials.useDefaultAzureCredentials',
    releases: barmanCloudReleases.defaultAzureCredentials,
  },
  {
    kind: 'ObjectStore',
    path: 'spec.configuration.data.restoreAdditionalCommandArgs',
    releases: barmanCloudReleases.restoreAdditionalCommandArgs,
  },
];

const seen: readonly Gate[] = differences;
const gates: readonly Gate[] = [
  ...exact,
  ...seen.filter(({ kind, path }) => !exact.some((gate) => gate.kind === kind && gate.path === path)),
];

/**
 * The release that has what a version lacks; undefined where the version has it, or may have it: a version between the
 * last one seen without and the first one seen with it gets the benefit of the doubt.
 */
function missingUntil({ releases, since, lastWithout }: Gate, version: string): string | undefined {
  if (releases) return firstReleaseAfter(releases, version);
  if (!readVersion(version) || since === undefined || lastWithout === undefined) return undefined;
  return compareLines(version, lastWithout) <= 0 ? since.replace(/\.\d+$/, '') : undefined;
}

/** Every value, known or not, that is written at a path pattern. */
function writtenAt(
  object: Node,
  steps: readonly string[],
  path: Path,
): readonly { readonly path: Path; readonly node: Node }[] {
  const [step, ...rest] = steps;
  const node = nodeAt(object, path);
  if (!node || (node.kind === 'scalar' && node.value === null)) return [];
  if (step === undefined) return [{ path, node }];
  if (step !== '*') return node.kind === 'mapping' ? writtenAt(object, rest, [...path, step]) : [];
  return node.kind === 'sequence' ? node.items.flatMap((_, index) => writtenAt(object, rest, [...path, index])) : [];
}
