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
 * decides: same file, same folder, or the folder that has most of its path in common.
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

/** The candidate that shares the most folders with the reference, of which its own file is the last. */
function nearest<T extends Part>(from: Part, candidates: readonly T[]): T | undefined {
  const here = pathOf(from);
  const ranked = candidates.map((candidate) => ({ candidate, shared: sharedSegments(here, pathOf(candidate)) }));
  const most = ranked.reduce((highest, { shared }) => Math.max(highest, shared), 0);
  const [first, second] = ranked.filter(({ shared }) => shared === most);
  return second ? undefined : first?.candidate;
}

function pathOf(part: Part): readonly string[] {
  return part.origin.range.file.path.split('/');
}

function sharedSegments(left: readonly string[], right: readonly string[]): number {
  const different = left.findIndex((segment, index) => segment !== right[index]);
  return different === -1 ? left.length : different;
}

function directory(part: Part): string {
  return directoryOf(part.origin.range.file.path);
}

function sameWritten(left: Value<string>, right: Value<string>): boolean {
  const [a, b] = [known(left), known(right)];
  return a !== undefined && a === b;
}

/** Whether two objects may live in one namespace: one that is not written may be any. */
export function mayShareNamespace(left: Value<string>, right: Value<string>): boolean {
  const [a, b] = [known(left), known(right)];
  return a === undefined || b === undefined || a === b;
}

/** Whether two parts may be in one cluster: one that the files place nowhere may be in any. */
export function mayShareCluster(
  { environment: one }: Pick<Part, 'environment'>,
  { environment: other }: Pick<Part, 'environment'>,
): boolean {
  return one === undefined || other === undefined || one === other;
}

function couldBeCalled(candidate: Named, name: string, namespace: Value<string>): boolean {
  return (
    candidate.name.kind === 'unknown' &&
    mayShareNamespace(candidate.namespace, namespace) &&
    mayBeEqual(candidate.name, { kind: 'written', value: name, origin: candidate.origin })
  );
}

/** Whether two names may turn out to be one, from what is known of both. */
export function mayBeEqual(left: Value<string>, right: Value<string>): boolean {
  const [a, b] = [certainText(left), certainText(right)];
  if (a === undefined || b === undefined) return false;
  if (a.whole && b.whole) return a.text === b.text;
  if (a.whole) return a.text.startsWith(b.text);
  return b.whole ? b.text.startsWith(a.text) : a.text.startsWith(b.text) || b.text.startsWith(a.text);
}

function certainText(value: Value<string>): { readonly text: string; readonly whole: boolean } | undefined {
  if (value.kind === 'absent') return undefined;
  return value.kind === 'unknown' ? { text: value.prefix ?? '', whole: false } : { text: value.value, whole: true };
}
