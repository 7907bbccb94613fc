/** A metric that tells of backups, and of which way of taking them. */
export type BackupMetricFamily = 'in-tree' | 'plugin';

const inTree = [
  'cnpg_collector_first_recoverability_point',
  'cnpg_collector_last_available_backup_timestamp',
  'cnpg_collector_last_failed_backup_timestamp',
];

/** The three metrics of the barman-cloud plugin (0.6 and later), in the order of those that they replace. */
const plugin = [
  'barman_cloud_cloudnative_pg_io_first_recoverability_point',
  'barman_cloud_cloudnative_pg_io_last_available_backup_timestamp',
  'barman_cloud_cloudnative_pg_io_last_failed_backup_timestamp',
];

/** Whose backups a metric tells of; undefined for every other metric. */
export function backupFamilyOf(metric: string): BackupMetricFamily | undefined {
  if (inTree.includes(metric)) return 'in-tree';
  return plugin.includes(metric) ? 'plugin' : undefined;
}

/** The metric that says of the other way of taking backups what this one says of its own. */
export function counterpartOf(metric: string): string | undefined {
  return plugin[inTree.indexOf(metric)] ?? inTree[plugin.indexOf(metric)];
}

/** What the exporter of an instance measures itself, whatever queries it is given (CloudNativePG 1.30). */
const collector = [
  ...inTree,
  ...of('cnpg_collector', [
    [
      '',
      'collection_duration_seconds collection_errors_total collections_total fencing_on last_collection_error lo_pages',
    ],
    [
      '',
      'manual_switchover_required nodes_used pg_wal pg_wal_archive_status postgres_version replica_mode sync_replicas up',
    ],
    ['wal', 'buffers_full bytes fpi records sync sync_time write write_time'],
  ]),
];

/** The columns of the queries that the operator brings along (CloudNativePG 1.30). */
const defaultQueries = [
  'cnpg_last_error',
  ...of('cnpg', [
    ['', 'collection_errors_total last_collection_error cache_hits cache_misses last_update_timestamp'],
    ['backends', 'total max_tx_duration_seconds'],
    ['backends_waiting', 'total'],
    ['pg_database', 'size_bytes xid_age mxid_age'],
    ['pg_extensions', 'update_available'],
    ['pg_postmaster', 'start_time'],
    ['pg_replication', 'lag in_recovery is_wal_receiver_up streaming_replicas'],
    ['pg_replication_slots', 'active pg_wal_lsn_diff'],
    ['pg_roles', 'password_valid_until_seconds'],
    ['pg_settings', 'setting'],
    ['pg_stat_archiver', 'archived_count failed_count seconds_since_last_archival seconds_since_last_failure'],
    ['pg_stat_archiver', 'last_archived_time last_failed_time last_archived_wal_start_lsn last_failed_wal_start_lsn'],
    ['pg_stat_archiver', 'stats_reset_time'],
    ['pg_stat_bgwriter', 'checkpoints_timed checkpoints_req checkpoint_write_time checkpoint_sync_time'],
    ['pg_stat_bgwriter', 'buffers_checkpoint buffers_clean maxwritten_clean buffers_backend buffers_backend_fsync'],
    ['pg_stat_bgwriter', 'buffers_alloc stats_reset_time'],
    ['pg_stat_checkpointer', 'checkpoints_timed checkpoints_req restartpoints_timed restartpoints_req'],
    ['pg_stat_checkpointer', 'restartpoints_done write_time sync_time buffers_written stats_reset_time'],
    ['pg_stat_database', 'xact_commit xact_rollback blks_read blks_hit tup_returned tup_fetched tup_inserted'],
    ['pg_stat_database', 'tup_updated tup_deleted conflicts temp_files temp_bytes deadlocks blk_read_time'],
    ['pg_stat_database', 'blk_write_time'],
    ['pg_stat_replication', 'backend_start backend_xmin_age sent_diff_bytes write_diff_bytes flush_diff_bytes'],
    ['pg_stat_replication', 'replay_diff_bytes write_lag_seconds flush_lag_seconds replay_lag_seconds'],
  ]),
];

function of(prefix: string, groups: readonly (readonly [string, string])[]): string[] {
  return groups.flatMap(([query, columns]) =>
    columns.split(' ').map((column) => [prefix, query, column].filter((part) => part !== '').join('_')),
  );
}

/** Every metric about databases and their backups that CloudNativePG and its barman-cloud plugin export by themselves. */
export const exportedMetrics: readonly string[] = [...collector, ...defaultQueries, ...plugin];

const names: ReadonlySet<string> = new Set(exportedMetrics);

/**
 * Whether anything exports a metric: `custom` where a query of somebody's own could, and undefined for metrics that are
 * not about databases of CloudNativePG. Nothing exports `postgresql_backup_errors_total` and its like, which guides repeat.
 */
export function exportOf(metric: string): 'exported' | 'custom' | 'nowhere' | undefined {
  if (names.has(metric)) return 'exported';
  if (/^(?:cnpg_collector|barman_cloud_cloudnative_pg_io)_/.test(metric)) return 'nowhere';
  if (/^cnpg_(?!pgbouncer_)/.test(metric)) return 'custom';
  return invented.has(metric) ? 'nowhere' : undefined;
}

const invented: ReadonlySet<string> = new Set([
  'postgresql_backup_errors_total',
  'postgresql_last_backup_timestamp_seconds',
  'postgresql_restore_errors_total',
  'postgresql_wal_archive_errors_total',
]);

/** What says the thing that somebody wanted to know by a metric that does not exist. */
export const meantMetrics: ReadonlyMap<string, string> = new Map([
  ['postgresql_backup_errors_total', 'last_failed_backup_timestamp'],
  ['postgresql_last_backup_timestamp_seconds', 'last_available_backup_timestamp'],
  ['postgresql_wal_archive_errors_total', 'cnpg_pg_stat_archiver_failed_count'],
]);
