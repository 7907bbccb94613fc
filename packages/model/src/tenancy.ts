/** How one sees whose a database is: by a label of it, else by its namespace. */
export interface Tenancy {
  /** The label or annotation that names the tenant. */
  readonly label?: string;
  /** What namespaces look like, with `{tenant}` in it, and `*` for anything. */
  readonly namespace?: string;
}

/** The tenant that a namespace is called after; undefined where it is called otherwise. */
export function tenantIn(namespace: string, pattern: string): string | undefined {
  const source = pattern
    .split(/(\{tenant\}|\*)/)
    .map((piece) =>
      piece === '{tenant}' ? '(.+?)' : piece === '*' ? '.*' : piece.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`).exec(namespace)?.[1];
}
