import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Crd, OpenApiSchema } from './distil-schemas.ts';

/** The CustomResourceDefinitions in a folder and below, by kind, oldest version first; a file is named `….v1.30.0.yaml`. */
export function readCrds(folder: string): ReadonlyMap<string, readonly Crd[]> {
  const crds = readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((name) => {
    const version = /\.v(?<version>\d+\.\d+\.\d+)\.yaml$/.exec(name)?.groups?.version;
    return version === undefined ? [] : [readCrd(readFileSync(join(folder, name), 'utf8'), version)];
  });
  const kinds = [...new Set(crds.map(({ kind }) => kind))].sort();
  return new Map(kinds.map((kind) => [kind, crds.filter((crd) => crd.kind === kind).sort(byVersion)]));
}

interface CrdDocument {
  readonly spec: {
    readonly names: { readonly kind: string };
    readonly versions: readonly { readonly schema: { readonly openAPIV3Schema: OpenApiSchema } }[];
  };
}

function readCrd(text: string, version: string): Crd {
  const { spec }: CrdDocument = parse(text);
  const [served, ...others] = spec.versions;
  if (!served || others.length > 0) throw new Error(`${spec.names.kind} ${version}: one API version was expected`);
  return { kind: spec.names.kind, version, schema: served.schema.openAPIV3Schema };
}

function byVersion(left: Crd, right: Crd): number {
  return left.version.localeCompare(right.version, 'en', { numeric: true });
}
