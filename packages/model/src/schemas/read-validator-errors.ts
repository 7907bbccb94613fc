import { type MappingNode, type Node, nodeAt } from '@backlint/source/node';
import { originAt, type Path } from '@backlint/source/node-values';
import { explainValue } from './explain-value.ts';
import { pathPattern, renderPath } from './field-path.ts';
import { newestVersion, productOf, type SchemaKind, versionFit } from './kinds.ts';
import { knownMistake } from './known-mistakes.ts';
import { isPlaceholder } from './plain-data.ts';
import type { SchemaComplaint } from './schema-complaint.ts';
import { suggestField } from './suggest-field.ts';
import type { ValidatorError } from './validator.ts';
import { isUnconstrained } from './version-gates.ts';

/** What was validated. */
interface Validated {
  readonly object: MappingNode;
  readonly data: unknown;
  readonly kind: SchemaKind;
  readonly version?: string;
}

/**
 * The complaints in what a validator found: one for each place in the text at most, however many aliases lead there, and
 * none for what the files do not decide.
 */
export function readValidatorErrors(
  errors: readonly ValidatorError[],
  validated: Validated,
): readonly SchemaComplaint[] {
  const complaints = new Map<string, SchemaComplaint>();
  for (const error of errors) {
    const complaint = readError(error, validated);
    if (!complaint) continue;
    const { file, start } = complaint.origin.range;
    const place = `${file.path}:${start}:${complaint.path.at(-1)}`;
    if (!complaints.has(place) || complaint.kind === 'wrong-type') complaints.set(place, complaint);
    if (complaints.size === mostComplaints) break;
  }
  return [...complaints.values()];
}

/** More is not read by anyone, and written by nobody but an attacker. */
const mostComplaints = 200;

function readError(error: ValidatorError, validated: Validated): SchemaComplaint | undefined {
  const place = placeOf(error.instancePath, validated);
  if (!place) return undefined;
  if (error.keyword === 'additionalProperties') return unknownField(error, place, validated);
  if (error.keyword === 'required') return missingField(error, place, validated);
  const { version, kind } = validated;
  if (version !== undefined && isUnconstrained(kind, pathPattern(place.path), error.keyword, version)) return undefined;
  return { path: place.path, origin: place.node.origin, ...explainValue(error, place.path, place.node) };
}

/** A value that was validated, and where it is. */
interface ValidatedPlace {
  readonly path: Path;
  readonly node: Node;
}

/** Undefined where nothing was validated, so that what the validator says of it means nothing. */
function placeOf(pointer: string, { object, data }: Validated): ValidatedPlace | undefined {
  const path: (string | number)[] = [];
  let node: Node | undefined = object;
  let datum = data;
  for (const token of pointer.split('/').slice(1)) {
    const name = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const step: string | number = node?.kind === 'sequence' ? Number(name) : name;
    path.push(step);
    node = node && nodeAt(node, [step]);
    datum = isRecord(datum) ? datum[step] : undefined;
  }
  return node === undefined || datum === undefined ? undefined : { path, node };
}

function isRecord(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}

function unknownField(
  { params }: ValidatorError,
  { path: parent, node }: ValidatedPlace,
  { kind, version }: Validated,
): SchemaComplaint | undefined {
  const name = String(params.additionalProperty);
  const entry = node.kind === 'mapping' ? node.entries.get(name) : undefined;
  if (node.kind !== 'mapping' || !entry || isPlaceholder(name)) return undefined;
  const path = [...parent, name];
  const mistake = knownMistake(kind, pathPattern(path));
  const suggestion = mistake ? mistake.suggestion : suggestField(kind, parent, name, node.entries);
  return {
    kind: 'unknown-field',
    path,
    origin: entry.key,
    message: `\`${renderPath(path)}\` is not a field of a ${kind} in ${dropped(kind, version)}${mistake ? `: ${mistake.why}` : ''}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

/** Which versions drop an unknown field: the one in use if its schema is known, or else all that are. */
function dropped(kind: SchemaKind, version: string | undefined): string {
  const product = productOf(kind);
  const fit = versionFit(kind, version);
  if (fit === 'known') return `${product} ${version}, so the API server drops it`;
  const known = `${product} up to ${newestVersion(kind)}`;
  return fit === 'newer'
    ? `${known}, and the API server drops it if ${version} has no such field either`
    : `${known}, so the API server drops it`;
}

function missingField(
  { params }: ValidatorError,
  { path: parent, node }: ValidatedPlace,
  { kind, object }: Validated,
): SchemaComplaint | undefined {
  const name = String(params.missingProperty);
  if (node.kind !== 'mapping' || [...node.entries.keys()].some(isPlaceholder)) return undefined;
  const written = node.entries.get(name)?.value;
  if (written && !(written.kind === 'scalar' && written.value === null)) return undefined;
  const path = [...parent, name];
  return {
    kind: 'missing-field',
    path,
    origin: originAt(object, path),
    message: `\`${renderPath(path)}\` is missing, so the API server refuses this ${kind}`,
  };
}
