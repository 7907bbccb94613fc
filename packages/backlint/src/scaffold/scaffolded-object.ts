/** Plain data, as YAML and HCL can both say it. */
export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data | undefined };

/** A Kubernetes object to be written for somebody, and what they should know about it. */
export interface ScaffoldedObject {
  /** What it is for and what to look at before it is applied; lines without a comment sign. */
  readonly comment: readonly string[];
  readonly manifest: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace: string; readonly labels?: Data };
    readonly [field: string]: Data | undefined;
  };
}

/** What somebody asked for, or why it cannot be written. */
export type Scaffold =
  | { readonly kind: 'objects'; readonly objects: readonly ScaffoldedObject[] }
  | { readonly kind: 'problem'; readonly message: string };
