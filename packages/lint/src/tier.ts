/** What the databases of one tier need, as an organisation says. What is not set is not demanded. */
export interface Tier {
  readonly name: string;
  /** Which databases are in it besides those labelled with its name. */
  readonly namespaces: readonly string[];
  readonly names: readonly string[];
  /** The most that may be lost, in seconds. */
  readonly rpoSeconds?: number;
  readonly walArchive?: boolean;
  /** How long backups must be kept at least, in days. */
  readonly retentionDays?: number;
  readonly verification?: 'freshness-check' | 'restore-drill';
  readonly locality?: 'same-site' | 'off-site';
  /** Whether backups must be encrypted by the store. */
  readonly encryption?: boolean;
  /** What destination paths look like, with `{namespace}`, `{name}` and `{tenant}` in it. */
  readonly destination?: string;
}
