/**
 * How much HCL may ask of us. Going over a limit is a `limit-*` diagnostic or an unknown value with that reason, never a
 * crash, a hang or a silent pass.
 */
export const limits = {
  /** UTF-16 units of one file. */
  fileLength: 1024 * 1024,
  /** Blocks, brackets, templates, unary operators and conditionals inside each other. */
  depth: 64,
  /** Binary operators in a row, and steps after one value: `a + b + …`, `a.b.c…`. */
  chain: 1000,
  /** Characters of one number. */
  numberLength: 64,
  /** Largest decimal exponent of a number, either way. */
  exponent: 400,
  /** UTF-16 units of one heredoc, as written. */
  heredocLength: 256 * 1024,
  /** Diagnostics for one file. */
  diagnostics: 100,
} as const;
