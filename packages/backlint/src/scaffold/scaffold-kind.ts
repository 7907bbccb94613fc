/** What can be asked for, in the order of the help. */
export const scaffoldKindNames = [
  'scheduled-backup',
  'object-store',
  'verify-job',
  'restore-drill',
  'standby',
  'alerts',
  'dump-job',
] as const;

/** One of the things that can be scaffolded. */
export type ScaffoldKind = (typeof scaffoldKindNames)[number];
