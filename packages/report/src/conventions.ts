/** What many rules are about, in the words of whoever asks whether it is kept. */
export interface Convention {
  readonly name: string;
  readonly rules: readonly string[];
}

/** Every rule of backlint in one of a dozen conventions; the rules of a house are in the last. */
export const conventions: readonly Convention[] = [
  {
    name: 'Base backups',
    rules: [
      'implicit-backup-method',
      'incomplete-app-backup',
      'inert-backup-setting',
      'late-first-backup',
      'move-without-base-backup',
      'orphaned-backup',
      'orphaned-schedule',
      'repeated-schedule-name',
      'schedule-of-hibernated-cluster',
      'silent-dump-failure',
      'sparse-base-backups',
      'suspended-schedule',
      'too-frequent-schedule',
      'uncompressed-base-backups',
      'unbounded-job',
      'unordered-schedule',
      'unowned-backups',
      'unprotected-database',
      'unprotected-workload-database',
      'unscheduled-cluster',
      'unsupported-backup-method',
      'wal-without-base-backup',
    ],
  },
  {
    name: 'Schedules',
    rules: [
      'colliding-schedules',
      'five-field-schedule',
      'invalid-schedule',
      'misleading-schedule-name',
      'never-firing-schedule',
    ],
  },
  {
    name: 'WAL archive',
    rules: [
      'conflicting-archivers',
      'dangling-object-store',
      'missing-wal-archive',
      'nested-archive',
      'plugin-without-object-store',
      'repeated-plugin',
      'shared-archive',
      'skipped-empty-archive-check',
      'unbounded-archive-timeout',
      'undeclared-wal-archiver',
      'unknown-plugin',
    ],
  },
  { name: 'Snapshots', rules: ['cascading-snapshots', 'ineffective-snapshot-deadline', 'interrupting-snapshots'] },
  {
    name: 'Destination',
    rules: [
      'blocked-database-egress',
      'controller-disk-destination',
      'dump-beside-data',
      'erasable-backups',
      'in-cluster-destination',
      'incomplete-move',
      'mismatched-store-provider',
      'missing-region',
      'plaintext-endpoint',
      'same-site-destination',
      'unimplemented-destination',
      'unset-backup-target',
    ],
  },
  {
    name: 'Retention',
    rules: [
      'invalid-retention',
      'misplaced-retention',
      'missing-retention',
      'refused-expiry',
      'short-lived-bucket',
      'shortened-retention',
      'unpruned-dumps',
    ],
  },
  {
    name: 'Credentials',
    rules: [
      'dangling-credentials',
      'invalid-credentials',
      'missing-credential-key',
      'placeholder-credentials',
      'plaintext-credentials',
      'shared-tenant-credentials',
    ],
  },
  {
    name: 'Verification',
    rules: [
      'empty-drill',
      'foreign-drill-source',
      'mismatched-verification-window',
      'missing-restore-drill',
      'premature-verification',
      'suspended-verification',
      'unauthorized-job',
      'uncovered-prefix',
      'unsafe-drill-target',
      'unverified-database',
      'wal-only-verification',
    ],
  },
  {
    name: 'Recovery',
    rules: [
      'ambiguous-recovery-target',
      'contradictory-bootstrap',
      'dangling-restore-key',
      'diverging-promotion',
      'empty-successor',
      'foreign-recovery-archive',
      'hibernated-standby',
      'inconsistent-recovery-plan',
      'ineffective-bootstrap',
      'invalid-recovery-target',
      'lingering-recovery-target',
      'mismatched-major-version',
      'mismatched-own-entry',
      'recovery-from-plugin-backup',
      'recovery-into-own-archive',
      'undeclared-restore-target',
      'undefined-recovery-source',
      'undersized-restore',
      'unpatched-standby',
      'unprepared-standby',
    ],
  },
  {
    name: 'Alerts',
    rules: [
      'dead-alert-reference',
      'frozen-alert-metric',
      'missing-backup-alert',
      'nonexistent-alert-metric',
      'receiver-alert-on-log-shipping',
      'tight-alert-threshold',
      'unaggregated-alert',
    ],
  },
  {
    name: 'Manifests',
    rules: [
      'deprecated-in-tree-store',
      'disabled-operator-checks',
      'ineffective-plugin-parameters',
      'invalid-field-value',
      'literal-namespace',
      'overlong-name',
      'undocumented-variable',
      'unknown-field',
      'unread-backup-setting',
    ],
  },
  { name: 'House', rules: ['unmet-tier'] },
];

const byRule = new Map(conventions.flatMap(({ name, rules }) => rules.map((rule) => [rule, name])));

/** The convention that a rule belongs to. */
export function conventionOf(rule: string): string {
  return byRule.get(rule) ?? 'House';
}
