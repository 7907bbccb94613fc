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
  /** UTF-16 units of one computed text. */
  textLength: 1024 * 1024,
  /** UTF-16 units that are kept of the certain beginning of an unknown text. */
  prefixLength: 1024,
  /** Elements of one computed collection. */
  collectionSize: 10_000,
  /** Collections inside each other in one computed value. */
  valueDepth: 100,
  /** What one budget allows: a step is an expression, an element copied, or a few dozen characters of text. */
  steps: 500_000,
  /** Expressions under evaluation at the same time, through all that they refer to. */
  evaluationDepth: 400,
  /** Places that one origin remembers: where to edit, and what led there. */
  places: 16,
  /** UTF-16 units of a regular expression. */
  patternLength: 512,
  /** UTF-16 units of a text that a regular expression searches. */
  subjectLength: 64 * 1024,
} as const;
