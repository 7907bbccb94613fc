/** What the command's exit code means; scripts rely on it. */
export const exitCodes = {
  passed: 0,
  /** Findings at or above `--fail-on`, or something that could not be read. */
  failed: 1,
  /** A wrong argument, option or configuration. */
  usage: 2,
  /** backlint, one of its rules or its environment failed. */
  broken: 3,
  /** No object says anything about backups. */
  nothing: 4,
} as const;
