import { type CompactSchema, distilSchema, shareShapes } from './distil-schemas.ts';
import { readCrds } from './read-crds.ts';
import { type SchemaDifference, schemaDifferences } from './schema-differences.ts';

/** The schemas of the newest versions, and what was added on the way there. */
export interface DistilledCrds {
  /** One schema per kind, and the shapes they share, by name. */
  readonly schemas: Readonly<Record<string, CompactSchema>>;
  readonly differences: readonly SchemaDifference[];
  /** The versions whose schemas are known, by kind, oldest first. */
  readonly versions: Readonly<Record<string, readonly string[]>>;
}

/** Distils every CustomResourceDefinition in a folder and below. */
export function distilCrds(folder: string): DistilledCrds {
  const kinds = [...readCrds(folder)].map(([kind, crds]) => ({
    kind,
    versions: crds.map((crd) => ({ version: crd.version, schema: distilSchema(crd) })),
  }));
  return {
    schemas: shareShapes(Object.fromEntries(kinds.map(({ kind, versions }) => [kind, versions.at(-1)?.schema ?? {}]))),
    differences: kinds.flatMap(({ kind, versions }) => schemaDifferences(kind, versions)),
    versions: Object.fromEntries(kinds.map(({ kind, versions }) => [kind, versions.map(({ version }) => version)])),
  };
}
