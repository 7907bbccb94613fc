import type { Rule } from '@backlint/lint/rule';
import { ambiguousRecoveryTarget } from './ambiguous-recovery-target/rule.ts';
import { blockedDatabaseEgress } from './blocked-database-egress/rule.ts';
import { cascadingSnapshots } from './cascading-snapshots/rule.ts';
import { collidingSchedules } from './colliding-schedules/rule.ts';
import { conflictingArchivers } from './conflicting-archivers/rule.ts';
import { contradictoryBootstrap } from './contradictory-bootstrap/rule.ts';
import { controllerDiskDestination } from './controller-disk-destination/rule.ts';
import { danglingCredentials } from './dangling-credentials/rule.ts';
import { danglingObjectStore } from './dangling-object-store/rule.ts';
import { danglingRestoreKey } from './dangling-restore-key/rule.ts';
import { deadAlertReference } from './dead-alert-reference/rule.ts';
import { deprecatedInTreeStore } from './deprecated-in-tree-store/rule.ts';
import { disabledOperatorChecks } from './disabled-operator-checks/rule.ts';
import { divergingPromotion } from './diverging-promotion/rule.ts';
import { dumpBesideData } from './dump-beside-data/rule.ts';
import { emptyDrill } from './empty-drill/rule.ts';
import { emptySuccessor } from './empty-successor/rule.ts';
import { erasableBackups } from './erasable-backups/rule.ts';
import { fiveFieldSchedule } from './five-field-schedule/rule.ts';
import { foreignDrillSource } from './foreign-drill-source/rule.ts';
import { foreignRecoveryArchive } from './foreign-recovery-archive/rule.ts';
import { frozenAlertMetric } from './frozen-alert-metric/rule.ts';
import { hibernatedStandby } from './hibernated-standby/rule.ts';
import { implicitBackupMethod } from './implicit-backup-method/rule.ts';
import { inClusterDestination } from './in-cluster-destination/rule.ts';
import { incompleteAppBackup } from './incomplete-app-backup/rule.ts';
import { incompleteMove } from './incomplete-move/rule.ts';
import { inconsistentRecoveryPlan } from './inconsistent-recovery-plan/rule.ts';
import { ineffectiveBootstrap } from './ineffective-bootstrap/rule.ts';
import { ineffectivePluginParameters } from './ineffective-plugin-parameters/rule.ts';
import { ineffectiveSnapshotDeadline } from './ineffective-snapshot-deadline/rule.ts';
import { inertBackupSetting } from './inert-backup-setting/rule.ts';
import { interruptingSnapshots } from './interrupting-snapshots/rule.ts';
import { invalidCredentials } from './invalid-credentials/rule.ts';
import { invalidFieldValue } from './invalid-field-value/rule.ts';
import { invalidRecoveryTarget } from './invalid-recovery-target/rule.ts';
import { invalidRetention } from './invalid-retention/rule.ts';
import { invalidSchedule } from './invalid-schedule/rule.ts';
import { lateFirstBackup } from './late-first-backup/rule.ts';
import { lingeringRecoveryTarget } from './lingering-recovery-target/rule.ts';
import { literalNamespace } from './literal-namespace/rule.ts';
import { misleadingScheduleName } from './misleading-schedule-name/rule.ts';
import { mismatchedMajorVersion } from './mismatched-major-version/rule.ts';
import { mismatchedOwnEntry } from './mismatched-own-entry/rule.ts';
import { mismatchedStoreProvider } from './mismatched-store-provider/rule.ts';
import { mismatchedVerificationWindow } from './mismatched-verification-window/rule.ts';
import { misplacedRetention } from './misplaced-retention/rule.ts';
import { missingBackupAlert } from './missing-backup-alert/rule.ts';
import { missingCredentialKey } from './missing-credential-key/rule.ts';
import { missingRegion } from './missing-region/rule.ts';
import { missingRestoreDrill } from './missing-restore-drill/rule.ts';
import { missingRetention } from './missing-retention/rule.ts';
import { missingWalArchive } from './missing-wal-archive/rule.ts';
import { moveWithoutBaseBackup } from './move-without-base-backup/rule.ts';
import { nestedArchive } from './nested-archive/rule.ts';
import { neverFiringSchedule } from './never-firing-schedule/rule.ts';
import { nonexistentAlertMetric } from './nonexistent-alert-metric/rule.ts';
import { orphanedBackup } from './orphaned-backup/rule.ts';
import { orphanedSchedule } from './orphaned-schedule/rule.ts';
import { overlongName } from './overlong-name/rule.ts';
import { placeholderCredentials } from './placeholder-credentials/rule.ts';
import { plaintextCredentials } from './plaintext-credentials/rule.ts';
import { plaintextEndpoint } from './plaintext-endpoint/rule.ts';
import { pluginWithoutObjectStore } from './plugin-without-object-store/rule.ts';
import { prematureVerification } from './premature-verification/rule.ts';
import { receiverAlertOnLogShipping } from './receiver-alert-on-log-shipping/rule.ts';
import { recoveryFromPluginBackup } from './recovery-from-plugin-backup/rule.ts';
import { recoveryIntoOwnArchive } from './recovery-into-own-archive/rule.ts';
import { refusedExpiry } from './refused-expiry/rule.ts';
import { repeatedPlugin } from './repeated-plugin/rule.ts';
import { repeatedScheduleName } from './repeated-schedule-name/rule.ts';
import { sameSiteDestination } from './same-site-destination/rule.ts';
import { scheduleOfHibernatedCluster } from './schedule-of-hibernated-cluster/rule.ts';
import { sharedArchive } from './shared-archive/rule.ts';
import { sharedTenantCredentials } from './shared-tenant-credentials/rule.ts';
import { shortLivedBucket } from './short-lived-bucket/rule.ts';
import { shortenedRetention } from './shortened-retention/rule.ts';
import { silentDumpFailure } from './silent-dump-failure/rule.ts';
import { skippedEmptyArchiveCheck } from './skipped-empty-archive-check/rule.ts';
import { sparseBaseBackups } from './sparse-base-backups/rule.ts';
import { suspendedSchedule } from './suspended-schedule/rule.ts';
import { suspendedVerification } from './suspended-verification/rule.ts';
import { tightAlertThreshold } from './tight-alert-threshold/rule.ts';
import { tooFrequentSchedule } from './too-frequent-schedule/rule.ts';
import { unaggregatedAlert } from './unaggregated-alert/rule.ts';
import { unauthorizedJob } from './unauthorized-job/rule.ts';
import { unboundedArchiveTimeout } from './unbounded-archive-timeout/rule.ts';
import { unboundedJob } from './unbounded-job/rule.ts';
import { uncompressedBaseBackups } from './uncompressed-base-backups/rule.ts';
import { uncoveredPrefix } from './uncovered-prefix/rule.ts';
import { undeclaredRestoreTarget } from './undeclared-restore-target/rule.ts';
import { undeclaredWalArchiver } from './undeclared-wal-archiver/rule.ts';
import { undefinedRecoverySource } from './undefined-recovery-source/rule.ts';
import { undersizedRestore } from './undersized-restore/rule.ts';
import { undocumentedVariable } from './undocumented-variable/rule.ts';
import { unimplementedDestination } from './unimplemented-destination/rule.ts';
import { unknownField } from './unknown-field/rule.ts';
import { unknownPlugin } from './unknown-plugin/rule.ts';
import { unmetTier } from './unmet-tier/rule.ts';
import { unorderedSchedule } from './unordered-schedule/rule.ts';
import { unownedBackups } from './unowned-backups/rule.ts';
import { unpatchedStandby } from './unpatched-standby/rule.ts';
import { unpreparedStandby } from './unprepared-standby/rule.ts';
import { unprotectedDatabase } from './unprotected-database/rule.ts';
import { unprotectedWorkloadDatabase } from './unprotected-workload-database/rule.ts';
import { unprunedDumps } from './unpruned-dumps/rule.ts';
import { unreadBackupSetting } from './unread-backup-setting/rule.ts';
import { unsafeDrillTarget } from './unsafe-drill-target/rule.ts';
import { unscheduledCluster } from './unscheduled-cluster/rule.ts';
import { unsetBackupTarget } from './unset-backup-target/rule.ts';
import { unsupportedBackupMethod } from './unsupported-backup-method/rule.ts';
import { unverifiedDatabase } from './unverified-database/rule.ts';
import { walOnlyVerification } from './wal-only-verification/rule.ts';
import { walWithoutBaseBackup } from './wal-without-base-backup/rule.ts';

/** Every rule, in alphabetical order. A test keeps this list and the folders in step. */
export const rules: readonly Rule[] = [
  ambiguousRecoveryTarget,
  blockedDatabaseEgress,
  cascadingSnapshots,
  collidingSchedules,
  conflictingArchivers,
  contradictoryBootstrap,
  controllerDiskDestination,
  danglingCredentials,
  danglingObjectStore,
  danglingRestoreKey,
  deadAlertReference,
  deprecatedInTreeStore,
  disabledOperatorChecks,
  divergingPromotion,
  dumpBesideData,
  emptyDrill,
  emptySuccessor,
  erasableBackups,
  fiveFieldSchedule,
  foreignDrillSource,
  foreignRecoveryArchive,
  frozenAlertMetric,
  hibernatedStandby,
  implicitBackupMethod,
  inClusterDestination,
  incompleteAppBackup,
  incompleteMove,
  inconsistentRecoveryPlan,
  ineffectiveBootstrap,
  ineffectivePluginParameters,
  ineffectiveSnapshotDeadline,
  inertBackupSetting,
  interruptingSnapshots,
  invalidCredentials,
  invalidFieldValue,
  invalidRecoveryTarget,
  invalidRetention,
  invalidSchedule,
  lateFirstBackup,
  lingeringRecoveryTarget,
  literalNamespace,
  misleadingScheduleName,
  mismatchedMajorVersion,
  mismatchedOwnEntry,
  mismatchedStoreProvider,
  mismatchedVerificationWindow,
  misplacedRetention,
  missingBackupAlert,
  missingCredentialKey,
  missingRegion,
  missingRestoreDrill,
  missingRetention,
  missingWalArchive,
  moveWithoutBaseBackup,
  nestedArchive,
  neverFiringSchedule,
  nonexistentAlertMetric,
  orphanedBackup,
  orphanedSchedule,
  overlongName,
  placeholderCredentials,
  plaintextCredentials,
  plaintextEndpoint,
  pluginWithoutObjectStore,
  prematureVerification,
  receiverAlertOnLogShipping,
  recoveryFromPluginBackup,
  recoveryIntoOwnArchive,
  refusedExpiry,
  repeatedPlugin,
  repeatedScheduleName,
  sameSiteDestination,
  scheduleOfHibernatedCluster,
  sharedArchive,
  sharedTenantCredentials,
  shortLivedBucket,
  shortenedRetention,
  silentDumpFailure,
  skippedEmptyArchiveCheck,
  sparseBaseBackups,
  suspendedSchedule,
  suspendedVerification,
  tightAlertThreshold,
  tooFrequentSchedule,
  unaggregatedAlert,
  unauthorizedJob,
  unboundedArchiveTimeout,
  unboundedJob,
  uncompressedBaseBackups,
  uncoveredPrefix,
  undeclaredRestoreTarget,
  undeclaredWalArchiver,
  undefinedRecoverySource,
  undersizedRestore,
  undocumentedVariable,
  unimplementedDestination,
  unknownField,
  unknownPlugin,
  unmetTier,
  unorderedSchedule,
  unownedBackups,
  unpatchedStandby,
  unpreparedStandby,
  unprotectedDatabase,
  unprotectedWorkloadDatabase,
  unprunedDumps,
  unreadBackupSetting,
  unsafeDrillTarget,
  unscheduledCluster,
  unsetBackupTarget,
  unsupportedBackupMethod,
  unverifiedDatabase,
  walOnlyVerification,
  walWithoutBaseBackup,
];
