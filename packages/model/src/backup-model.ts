import type { DemandedVariable } from '@backlint/objects/terraform/documented-variables';
import type { BucketExpiry } from '@backlint/objects/terraform/resources/bucket-expiry';
import type { BucketTrait } from '@backlint/objects/terraform/resources/bucket-trait';
import type { ClusterAccess } from './access/cluster-access.ts';
import type { AlertRule } from './alert.ts';
import type { CredentialReference, Secret, WrittenVariable } from './credential.ts';
import type { Database } from './database.ts';
import type { Destination } from './destination.ts';
import type { IneffectiveSetting } from './ineffective-setting.ts';
import type { ManagedNamespace } from './managed-namespace.ts';
import type { NetworkPolicy } from './network/network-policy.ts';
import type { Part } from './part.ts';
import type { BackupRequest, BaseBackupSchedule, LeftOutSchedule, LogicalDump, WalArchive } from './protection.ts';
import type { RestorePath } from './restore-path.ts';
import type { SchemaViolation } from './schema-violation.ts';
import type { Verification } from './verification.ts';
import type { WildCloud } from './wild-cloud.ts';
import type { VolumeBackup, VolumeBackupTarget, WorkloadDatabase } from './workload-database.ts';

/**
 * Everything the sources say about how data is backed up and proven restorable. Plain data: an edge lives on the part
 * that declares it (a schedule names its database), and the other direction is a question asked of the model in
 * `questions.ts`, whose answer tells what is unknown too.
 */
export interface BackupModel {
  readonly databases: readonly Database[];
  /** The databases that StatefulSets and Deployments run without an operator. */
  readonly workloadDatabases: readonly WorkloadDatabase[];
  /** What copies volumes, whatever is on them. */
  readonly volumeBackups: readonly VolumeBackup[];
  /** Where copies of volumes are written to, where an object of its own says so. */
  readonly volumeBackupTargets: readonly VolumeBackupTarget[];
  readonly walArchives: readonly WalArchive[];
  readonly baseBackupSchedules: readonly BaseBackupSchedule[];
  /** The backups that the sources ask for once, apart from any schedule. */
  readonly oneOffBackups: readonly BackupRequest[];
  /** Schedules in files that nothing deploys: what somebody may have forgotten to list. */
  readonly leftOutSchedules: readonly LeftOutSchedule[];
  readonly logicalDumps: readonly LogicalDump[];
  /** Every object store that backups may be written to, whether a database uses it or not. */
  readonly destinations: readonly Destination[];
  readonly restorePaths: readonly RestorePath[];
  /** Every Secret that the sources bring into a cluster, whether a backup needs it or not. */
  readonly secrets: readonly Secret[];
  /** The keys of Secrets with which backups are written, read and looked at. */
  readonly credentialReferences: readonly CredentialReference[];
  /** The confidential variables of jobs that are written out. */
  readonly writtenVariables: readonly WrittenVariable[];
  readonly verifications: readonly Verification[];
  /** What the jobs above ask of their cluster with kubectl, and what they may do there. */
  readonly clusterAccesses: readonly ClusterAccess[];
  /** The alerts and recordings that say something about databases or backups. */
  readonly alertRules: readonly AlertRule[];
  readonly networkPolicies: readonly NetworkPolicy[];
  /** The namespaces that Terraform makes. */
  readonly managedNamespaces: readonly ManagedNamespace[];
  /** The Terraform variables that somebody must set, in modules with an example of how to. */
  readonly demandedVariables: readonly DemandedVariable[];
  /** The rules by which buckets that Terraform manages delete what lies in them. */
  readonly bucketExpiries: readonly BucketExpiry[];
  /** What Terraform says of buckets and of what keeps others from losing what lies in them. */
  readonly bucketTraits: readonly BucketTrait[];
  /** The apps, instances and recovery plans of Wild Cloud. */
  readonly wildCloud: WildCloud;
  /** Settings written where nothing reads them. */
  readonly ineffectiveSettings: readonly IneffectiveSetting[];
  /** Fields and values that the API server would drop or refuse. */
  readonly schemaViolations: readonly SchemaViolation[];
  /** Pieces of objects (patches, test assertions) that mean nothing alone and are therefore not judged. */
  readonly fragments: readonly Part[];
  /** The CloudNativePG version in use, when the sources or the configuration tell. */
  readonly operatorVersion?: string;
}
