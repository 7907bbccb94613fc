import { compareLines, readVersion } from '../operator-versions.ts';
import kinds from './generated/kinds.json' with { type: 'json' };

/** The kinds whose schema is known field by field. */
export type SchemaKind = 'Backup' | 'Cluster' | 'ObjectStore' | 'ScheduledBackup';

/** What a field may hold, distilled from the newest CustomResourceDefinition. */
export interface FieldSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly items?: FieldSchema;
  readonly additionalProperties?: FieldSchema | boolean;
}

const schemas: Readonly<Record<string, FieldSchema>> = kinds.schemas;

/** The schema of a kind in the newest known version. */
export function schemaOf(kind: SchemaKind): FieldSchema {
  return schemas[kind] ?? {};
}

/** The schema itself where a schema only refers to a shared one. */
export function resolved(schema: FieldSchema): FieldSchema {
  return schema.$ref === undefined ? schema : (schemas[schema.$ref.slice('#/$defs/'.length)] ?? {});
}

/** The fields of an object, by name; empty for anything else. */
export function fieldsOf(schema: FieldSchema): Readonly<Record<string, FieldSchema>> {
  return resolved(schema).properties ?? {};
}

/** The schema below a schema: of a field by its name, of a list item by its index, of a map value by its key. */
export function schemaBelow(schema: FieldSchema, step: string | number): FieldSchema | undefined {
  const { properties = {}, items, additionalProperties } = resolved(schema);
  if (typeof step === 'number') return items;
  if (Object.hasOwn(properties, step)) return properties[step];
  return typeof additionalProperties === 'object' ? additionalProperties : undefined;
}

/**
 * How well a version of the operator (for an ObjectStore: of the plugin) is known. Complaints about unknown fields are
 * certain for `known` versions only; a `newer` or `older` one, or the one in use when none is `stated`, may have the field.
 */
export function versionFit(kind: SchemaKind, version: string | undefined): 'known' | 'newer' | 'older' | 'unstated' {
  if (version === undefined || !readVersion(version)) return 'unstated';
  const versions = kinds.versions[kind];
  if (compareLines(version, versions[0] ?? version) < 0) return 'older';
  return compareLines(version, versions.at(-1) ?? version) > 0 ? 'newer' : 'known';
}

/** The newest version whose schema is known. */
export function newestVersion(kind: SchemaKind): string {
  return kinds.versions[kind].at(-1) ?? '';
}

/** How people call the software whose version decides about a kind. */
export function productOf(kind: SchemaKind): string {
  return kind === 'ObjectStore' ? 'plugin-barman-cloud' : 'CloudNativePG';
}
