/**
 * How much YAML may ask of us. Going over a limit is a `limit-*` diagnostic and nothing is read from what went over it:
 * never a crash, a hang or a silent pass.
 */
export const limits = {
  /** UTF-16 units of one file. */
  fileLength: 1024 * 1024,
  /** Documents in one file, empty ones included. */
  documents: 2_000,
  /** Lexical tokens in those documents of one file that need the full parser. */
  tokens: 400_000,
  /** Nodes that the documents of one file become. */
  nodes: 200_000,
  /** Mappings and sequences inside each other. */
  depth: 64,
  /** Keys of one mapping, merged ones included. */
  keys: 20_000,
  /** `&anchor` in one document. */
  anchors: 200,
  /** `*alias` in one document. */
  aliases: 200,
  /** Mappings that `<<` merges in one document, and their entries. */
  mergeInputs: 10_000,
  /** Diagnostics for one file. */
  diagnostics: 100,
} as const;

/** What is left of what the documents of one file may use together; below zero when it was not enough. */
export interface YamlBudget {
  tokens: number;
  nodes: number;
}
