/** Which fixes somebody asks for: those that keep what was evidently meant, or also those that need a person to look. */
export type FixKind = 'safe' | 'all';

/** `--fix` with its kind written out, so that a path after it is not taken for one. */
export function withFixKind(args: readonly string[]): readonly string[] {
  const end = args.indexOf('--');
  return args.map((arg, index) => (arg === '--fix' && (end === -1 || index < end) ? '--fix=safe' : arg));
}
