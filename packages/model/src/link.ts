import { directoryOf } from '@backlint/source/source-tree';
import { known, type Link, type Value } from '@backlint/source/value';
import type { Part } from './part.ts';

/** A part that lives in a namespace and is referred to by name. */
export interface Named extends Part {
  readonly namespace: Value<string>;
  readonly name: Value<string>;
}

/** What a reference may mean. */
export interface Candidates<T extends Named> {
  readonly wholes: readonly T[];
  /** What is left of objects whose rest is not in the sources: it shows that an object exists, and no more. */
  readonly fragments: readonly Named[];
}

/**
 * Follows a reference by name within one namespace, the only kind CloudNativePG has. An object without a written
 * namespace gets one when it is applied; it can then be meant by a reference from any namespace, and the nearest file
 * decides: same file, same directory, else the only candidate.
 */
export function followName<T extends Named>(
  name: Value<string>,
  namespace: Value<string>,
  from: Part,
  { wholes, fragments }: Candidates<T>,
): Link<T> {
  const { origin } = name;
  if (name.kind === 'absent') return { kind: 'dangling', name: '', origin };
  if (name.kind === 'unknown') return followTemplate(name, from, wholes);
  const named = wholes.filter((candidate) => known(candidate.name) === name.value);
  const exact = named.filter((candidate) => sameWritten(candidate.namespace, namespace));
  const open = named.filter((candidate) => mayShareNamespace(candidate.namespace, namespace));
  const to = nearest(from, exact.length > 0 ? exact : open);
  if (to) return { kind: 'resolved', to, origin };
  if (open.length > 0) return { kind: 'unknown', why: `several are called "${name.value}"`, origin };
  const template = wholes.find((candidate) => couldBeCalled(candidate, name.value, namespace));
  if (template) return { kind: 'unknown', why: `${template.title} gets its name from a template`, origin };
  const fragment = fragments.find(
    (candidate) => known(candidate.name) === name.value && mayShareNamespace(candidate.namespace, namespace),
  );
  if (fragment) return { kind: 'unknown', why: `only a part of ${fragment.title} is here`, origin };
  return { kind: 'dangling', name: name.value, origin };
}

/** Two references written as the same template in one directory become the same name. */
function followTemplate<T extends Named>(
  name: Extract<Value<string>, { kind: 'unknown' }>,
  from: Part,
  candidates: readonly T[],
): Link<T> {
  const written = textOf(name);
  const to = nearest(
    from,
    candidates.filter((candidate) => candidate.name.kind === 'unknown' && textOf(candidate.name) === written),
  );
  return to && directory(to) === directory(from)
    ? { kind: 'resolved', to, origin: name.origin }
    : { kind: 'unknown', why: name.why, origin: name.origin };
}

function textOf({ origin: { range } }: Value<string>): string {
  return range.file.text.slice(range.start, range.end).replace(/^["']|["']$/g, '');
}

function nearest<T extends Part>(from: Part, candidates: readonly T[]): T | undefined {
  const inFile = candidates.filter((candidate) => candidate.origin.range.file.path === from.origin.range.file.path);
  const inDirectory = candidates.filter((candidate) => directory(candidate) === directory(from));
  for (const group of [inFile, inDirectory, candidates]) {
    if (group.length === 1) return group[0];
  }
  return undefined;
}

function directory(part: Part): string {
  return directoryOf(part.origin.range.file.path);
}

function sameWritten(left: Value<string>, right: Value<string>): boolean {
  const [a, b] = [known(left), known(right)];
  return a !== undefined && a === b;
}

function mayShareNamespace(left: Value<string>, right: Value<string>): boolean {
  const [a, b] = [known(left), known(right)];
  return a === undefined || b === undefined || a === b;
}

function couldBeCalled(candidate: Named, name: string, namespace: Value<string>): boolean {
  if (candidate.name.kind !== 'unknown' || !mayShareNamespace(candidate.namespace, namespace)) return false;
  return candidate.name.prefix === undefined || name.startsWith(candidate.name.prefix);
}
