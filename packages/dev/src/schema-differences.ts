import { below, type CompactSchema } from './distil-schemas.ts';

/**
 * Something that a newer version of an operator allows or demands and an older one does not. Versions only ever added
 * so far; anything else is an error here, because it needs a thought.
 */
export interface SchemaDifference {
  readonly kind: string;
  /** The field, with `*` for any list item or map value: `spec.externalClusters.*.barmanObjectStore`. */
  readonly path: string;
  /** The values that were added to the field; without them it is the field itself. */
  readonly values?: readonly string[];
  /** The constraint that was added to the field; without it it is the field itself. */
  readonly constraint?: string;
  /** The oldest known version that has it. */
  readonly since: string;
  /** The newest known version that does not have it. */
  readonly lastWithout: string;
}

/** What was added from each version of a kind to the next; versions come oldest first. */
export function schemaDifferences(
  kind: string,
  versions: readonly { readonly version: string; readonly schema: CompactSchema }[],
): readonly SchemaDifference[] {
  return versions.slice(1).flatMap((newer, index) => {
    const older = versions[index] ?? newer;
    const between = { since: newer.version, lastWithout: older.version };
    return differences(older.schema, newer.schema, '').map(({ path, ...what }) => ({
      kind,
      path,
      ...what,
      ...between,
    }));
  });
}

interface Addition {
  readonly path: string;
  readonly values?: readonly string[];
  readonly constraint?: string;
}

function differences(older: CompactSchema, newer: CompactSchema, path: string): readonly Addition[] {
  const keywords = [...new Set([...Object.keys(older), ...Object.keys(newer)])];
  return keywords.flatMap((keyword) => {
    if (keyword === 'properties') return addedFields(older, newer, path);
    if (keyword === 'enum') return addedValues(older, newer, path);
    const [before, after] = [older[keyword], newer[keyword]];
    if (isSchema(before) && isSchema(after)) return differences(before, after, below(path, '*'));
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    if (before === undefined && constraints.includes(keyword)) return [{ path, constraint: keyword }];
    throw new Error(`${path}: ${keyword} changed in a way that is not understood`);
  });
}

const constraints = ['pattern', 'minimum', 'maximum', 'minLength', 'maxLength'];

function addedFields(older: CompactSchema, newer: CompactSchema, path: string): readonly Addition[] {
  const [before, after] = [older.properties ?? {}, newer.properties ?? {}];
  const removed = Object.keys(before).filter((name) => !(name in after));
  if (removed.length > 0) throw new Error(`${path}: ${removed.join(', ')} was removed`);
  return Object.entries(after).flatMap(([name, field]) => {
    const earlier = before[name];
    return earlier ? differences(earlier, field, below(path, name)) : [{ path: below(path, name) }];
  });
}

function addedValues(older: CompactSchema, newer: CompactSchema, path: string): readonly Addition[] {
  const [before, after] = [valuesOf(older), valuesOf(newer)];
  const removed = before.filter((value) => !after.includes(value));
  if (removed.length > 0 || before.length === 0) throw new Error(`${path}: the enum shrank`);
  const added = after.filter((value) => !before.includes(value));
  return added.length === 0 ? [] : [{ path, values: added }];
}

function valuesOf({ enum: values }: CompactSchema): readonly string[] {
  return Array.isArray(values) ? values : [];
}

function isSchema(value: unknown): value is CompactSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
