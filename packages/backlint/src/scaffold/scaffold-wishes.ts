/** What the user of `backlint scaffold` says beyond which cluster it is for. */
export interface ScaffoldWishes {
  readonly now: Date;
  /** Such as `s3://backups/orders/`; where backups should go, if the files do not say. */
  readonly destination?: string;
  /** The URL of an S3-compatible store; absent means the provider's own. */
  readonly endpoint?: string;
  /** The Secret with the credentials of the store. */
  readonly secret?: string;
}
