/** One file under analysis. `path` is relative to the root of the tree, with `/` on every system. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}
